import HakaruDemo
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `A sync beside others` {
    /// Waits in Bash until a run holds the lock of the store; from then on it listens for signals.
    private let untilLocked = "until [ -s run.db.lock ]; do sleep 0.02; done"

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func `ends when it is asked to, and frees the store`(signal: String, code: Int) async throws {
        // Each answer takes so long that no run is at its end when it is asked.
        try await withDemoForge(.quiet, options: DemoForgeOptions(latencyInMilliseconds: 20_000)) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                ( sync_once run.db ) & child=$!
                \(untilLocked)
                kill -\(signal) $child; wait $child; echo $?
                [ -e run.db.lock ] && [ ! -s run.db.lock ]; echo $?
                """)
            #expect(result.lines == [String(code), "0"], "\(result.errorText)")
        }
    }

    @Test func `turns a second one away, by whatever link it comes`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                ( sync_once run.db ); echo $?
                ( sync_once run.db ) & child=$!
                \(untilLocked)
                kill -STOP $child
                mkdir elsewhere; ln -s "$PWD/run.db" elsewhere/link.db; ln -s "$PWD" folder
                for path in run.db elsewhere/link.db folder/run.db; do ( sync_once $path ); echo $?; done
                kill -KILL $child; wait $child; echo $?
                ( sync_once elsewhere/link.db ); echo $?
                """)
            #expect(result.lines == ["0", "11", "11", "11", "137", "0"], "\(result.errorText)")
            #expect(result.errorText.contains("run.db.lock: process "))
        }
    }

    @Test func `lets a second one wait for its end`() async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                ( sync_once run.db ) & first=$!
                \(untilLocked)
                kill -STOP $first
                ( sync_once run.db --lock-wait 100s ) 2> words & second=$!
                until grep -q "Waiting for another run (process $first)" words; do sleep 0.02; done
                kill -KILL $first; wait $second; echo $?
                """)
            #expect(result.lines == ["0"], "\(result.errorText)")
        }
    }

    @Test(
        .enabled(if: CommandLineTools.areInstalled("faketime"), "There is no faketime."), arguments: ["+26h", "-26h"])
    func `does not care for a clock that is wrong`(offset: String) async throws {
        try await withDemoForge(.quiet) { forge in
            let run = try SyncRun(forge)
            _ = try await run.fetchUndisturbed()
            let result = try await run.bash(
                """
                printf '#!/bin/sh\\nexec faketime -f %s "%s" "$@"\\n' '\(offset)' "$HAKARU" > late
                chmod +x late
                ( HAKARU=$PWD/late; sync_once run.db ); echo $?
                ( HAKARU=$PWD/late; sync_once run.db ); echo $?
                is_whole run.db; echo $?
                ./late doctor --api-url \(forge.baseURL) --store run.db | grep -c '^warn.*clock.*this machine is 93[56].. s'
                """)
            #expect(result.lines == ["0", "0", "0", "1"], "\(result.errorText)")
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

    /// Whether a file system of one's own can be mounted, in a namespace of one's own.
    static let canMount: Bool = {
        do {
            return try ChildProcess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]) == 0
        } catch {
            return false
        }
    }()
}
