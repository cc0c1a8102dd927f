import Glibc
import HakaruDemo
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `A sync beside others` {
    /// Waits in Bash until a run holds the lock of the store; from then on it listens for signals.
    private let untilLocked = "until [ -s run.db.lock ]; do sleep 0.02; done"

    /// The first question of a run gets no answer, so that it cannot end before it was seen to hold the lock.
    private let hang = DemoFault(.hang, on: .graphQL)

    /// Waits in Bash until that has happened.
    private let untilReached = "until [ -e reached ]; do sleep 0.02; done"

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func `ends when it is asked to, and frees the store`(signal: String, code: Int) async throws {
        // No answer comes before the run is asked to end.
        try await withDemoForge(.quiet, options: DemoForgeOptions(latencyInMilliseconds: 600_000)) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                ( sync_once run.db ) & child=$!
                \(untilLocked)
                start=$SECONDS; kill -\(signal) $child; wait $child; echo $? $(( SECONDS - start < 30 ))
                [ -e run.db.lock ] && [ ! -s run.db.lock ]; echo $?
                """)
            #expect(result.lines == ["\(code) 1", "0"], "\(result.errorText)")
        }
    }

    /// What a run may be in the midst of when it is asked to end.
    enum Moment: CaseIterable {
        /// A page of details does not come.
        case hanging
        /// The limit is spent until its reset.
        case waiting

        var fault: DemoFault {
            let details = DemoFault.Match.operation("PullRequestDetails")
            return switch self {
            case .hanging: DemoFault(.hang, on: details, skipping: 2, times: .max)
            case .waiting: DemoFault(.primaryLimit(resetsIn: 3_000), on: details, skipping: 2)
            }
        }
    }

    @Test(arguments: zip(Moment.allCases, [("TERM", 143), ("INT", 130)]))
    func `keeps the pages that came when it ends in the midst of a wait`(
        _ moment: Moment, signal: (name: String, code: Int)
    ) async throws {
        try await withDemoForge(.quiet, faults: [moment.fault]) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bashUntilReached(
                """
                stored() { hakaru export --canonical --store run.db 2>/dev/null | grep -c '"kind":"pull_request"'; }
                ( sync_once run.db --max-wait 2h ) & child=$!
                until [ -e reached ] && [ "$(stored)" -gt 0 ]; do sleep 0.05; done
                before=$(stored)
                start=$SECONDS; kill -\(signal.name) $child; wait $child; echo $? $(( SECONDS - start < 30 ))
                [ "$(stored)" -ge "$before" ]; echo $?
                """)
            #expect(result.lines == ["\(signal.code) 1", "0"])
        }
    }

    @Test func `ends at once when it is asked twice, whatever holds it up`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            _ = try await run.bash("sync_once run.db")
            // Until it is asked to end it waits for an answer, with the lock in its hands.
            forge.script(hang)
            let result = try await run.bashUntilReached(
                """
                mkfifo pipe; exec 3<>pipe
                # Nobody reads, and the pipe is full: the run never gets rid of its result.
                dd if=/dev/zero of=pipe bs=4096 oflag=nonblock count=1000 2>/dev/null
                ( exec "$HAKARU" sync --quiet -R acme/api --api-url \(forge.baseURL) --store run.db >&3 ) & child=$!
                until [ -e reached ]; do kill -0 $child || exit; sleep 0.02; done
                kill -INT $child
                while grep -qE '^(Sig|Shd)Pnd:.*[1-9a-f]' /proc/$child/status; do sleep 0.02; done
                kill -0 $child; echo $?
                start=$SECONDS; kill -INT $child; wait $child; echo $? $(( SECONDS - start < 30 ))
                hakaru doctor --offline --store run.db | grep -c '^ok *integrity'
                """)
            #expect(result.lines == ["0", "130 1", "1"], "\(result.errorText)")
        }
    }

    @Test func `turns a second one away, by whatever link it comes`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            let first = try await run.bash("( sync_once run.db )")
            #expect(first.isSuccess, "\(first.errorText)")
            forge.script(hang)
            let result = try await run.bashUntilReached(
                """
                mkdir elsewhere; ln -s "$PWD/run.db" elsewhere/link.db; ln run.db elsewhere/hard.db; ln -s "$PWD" folder
                ( sync_once run.db ) & child=$!
                \(untilReached)
                kill -STOP $child
                for path in run.db elsewhere/link.db folder/run.db elsewhere/hard.db; do
                    ( sync_once $path ); echo $?
                done
                hakaru doctor --offline --store elsewhere/hard.db | grep -c '^ok *lock *held by a run that uses another'
                kill -KILL $child; wait $child; echo $?
                ( sync_once elsewhere/link.db ); echo $?
                """)
            #expect(result.lines == ["11", "11", "11", "11", "1", "137", "0"], "\(result.errorText)")
            #expect(result.errorText.contains("run.db.lock: process "))
        }
    }

    @Test func `lets a second one wait for its end, or for a signal`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            forge.script(hang)
            let result = try await run.bashUntilReached(
                """
                waiting() { exec "$HAKARU" sync -R acme/api --api-url \(forge.baseURL) --store run.db \
                    --lock-wait "$1" >/dev/null 2>"$2"; }
                ( sync_once run.db ) & first=$!
                \(untilReached)
                kill -STOP $first
                ( waiting 100s words ) & second=$!
                ( waiting 1h others ) & third=$!
                until cat words others | grep -c "Waiting for another run (process $first)" | grep -q 2; do sleep 0.02; done
                start=$SECONDS; kill -TERM $third; wait $third; echo $? $(( SECONDS - start < 30 ))
                kill -KILL $first; wait $second; echo $?
                """)
            #expect(result.lines == ["143 1", "0"], "\(result.errorText)")
        }
    }

    @Test(.enabled(if: CommandLineTools.areInstalled("faketime"), "There is no faketime."))
    func `does not care for a clock that is wrong`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            _ = try await run.fetchUndisturbed()
            let result = try await run.bash(
                """
                printf '#!/bin/sh\\nexec faketime -f %s "%s" "$@"\\n' '+26h' "$HAKARU" > late
                chmod +x late
                ( HAKARU=$PWD/late; sync_once run.db ); echo $?
                ( HAKARU=$PWD/late; sync_once run.db ); echo $?
                is_whole run.db; echo $?
                ./late doctor --api-url \(forge.baseURL) --store run.db | grep -c '^warn.*clock.*this machine is 93[56].. s'
                """)
            #expect(result.lines == ["0", "0", "0", "1"], "\(result.errorText)")
        }
    }

    @Test func `says in local time when a limit is reset that is too far away`() async throws {
        try await withDemoForge(.quiet, faults: [DemoFault(.primaryLimit(resetsIn: 3_000), on: .graphQL)]) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                printf 'time_zone: Asia/Tokyo\n' > hakaru.yml
                hakaru sync -R acme/api --api-url \(forge.baseURL) --store run.db --format json 2>words >result; echo $?
                words=$(sed -nE 's/^The limit is reset at (.*) \\(Asia\\/Tokyo\\). Run again.*/\\1/p' words)
                left=$(( $(TZ=Asia/Tokyo date -d "$words" +%s) - $(date +%s) ))
                [ $left -gt 2000 ] && [ $left -lt 3300 ]; echo $? "${#words}"
                python3 -c 'import json; r = json.load(open("result")); print(r["requests"], r["repositories"][0]["complete"])'
                """)
            #expect(result.lines.first == "5", "\(result.errorText)")
            #expect(result.lines.dropFirst().first?.hasPrefix("0 ") == true, "\(result.lines) \(result.errorText)")
            #expect(result.lines.last == "1 False")
        }
    }

    @Test(.enabled(if: CommandLineTools.areBoundByModes, "Nothing takes this user's rights away."))
    func `says what it may not use, with user and mode, and makes nothing elsewhere`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                bound=""; [ "$(id -u)" = 0 ] && bound="setpriv --bounding-set=-all --inh-caps=-all"
                once() { $bound "$HAKARU" sync --quiet -R acme/api --api-url \(forge.baseURL) --store "$@" 2>&1; echo $?; }
                mkdir closed; chmod 0500 closed; once closed/run.db; ls -A closed; ls
                ( sync_once run.db ); chmod 0400 run.db; once run.db; stat -c %a run.db
                """)
            let user = geteuid()
            #expect(
                CommandRunner.Result.lines(result.output, in: run.directory.path) == [
                    "hakaru: User \(user) may not use {dir}/closed, which has mode 0500.",
                    "  Give this user the right to read and write it, or name another one with --store.", "1", "closed",
                    "hakaru: User \(user) may not use {dir}/run.db, which has mode 0400.",
                    "  Give this user the right to read and write it, or name another one with --store.", "1", "400",
                ])
        }
    }

    @Test(.enabled(if: CommandLineTools.canMount, "No file system can be mounted here."))
    func `keeps earlier pages when the disk is full, and goes on when there is room`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            _ = try await run.fetchUndisturbed()
            let result = try await run.bash(
                """
                mkdir disk
                cat > inside <<'END'
                mount -t tmpfs -o size=400k none disk
                ( sync_once disk/run.db ) 2> words; echo $?
                grep -c "The disk is full: the store at .*run.db needs about [0-9]* bytes, and [0-9]* are free" words
                mount -o remount,size=64m disk
                hakaru doctor --offline --store disk/run.db | grep -c "^ok *integrity"
                ( sync_once disk/run.db ); echo $?
                is_whole disk/run.db; echo $?
                END
                export HAKARU; export -f hakaru sync_once is_whole
                unshare -rm bash inside
                """)
            #expect(result.lines == ["1", "1", "1", "0", "0"], "\(result.errorText)")
        }
    }
}

/// Programs of the machine that some tests need.
enum CommandLineTools {
    /// Whether all of them are there.
    static func areInstalled(_ names: String...) -> Bool {
        names.allSatisfy { name in ["/usr/bin", "/bin", "/usr/sbin"].contains { FileInfo(at: "\($0)/\(name)") != nil } }
    }

    /// Whether the modes of files hold for this user, or for the superuser without its capabilities.
    static let areBoundByModes: Bool = {
        guard geteuid() == 0 else { return true }
        do {
            return try ChildProcess.run(["setpriv", "--bounding-set=-all", "--inh-caps=-all", "true"]) == 0
        } catch {
            return false
        }
    }()

    /// Whether a file system of one's own can be mounted, in a namespace of one's own.
    static let canMount: Bool = {
        do {
            return try ChildProcess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]) == 0
        } catch {
            return false
        }
    }()
}
