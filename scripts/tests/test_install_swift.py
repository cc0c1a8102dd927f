"""scripts/lib/swift.sh against a server on this machine that stands in for swift.org, with a key of its own."""

import functools
import http.server
import os
import platform
import pty
import shutil
import subprocess
import tarfile
import threading
import unittest

from support import ProjectTest

TOOLS = (
    "bash", "cat", "chmod", "cp", "curl", "env", "git", "gpg", "gzip", "head", "id", "mkdir", "mktemp", "rm", "sed",
    "sort", "tar", "tr", "uname",
)  # fmt: skip
ARCHIVE = f"swiftly-1.1.1-{platform.machine()}.tar.gz"

# An installer of its own kind: `init` puts itself into the home, `install` brings a Swift of the version asked for.
SWIFTLY = r"""#!/usr/bin/env bash
set -eu
echo "swiftly $*" >>"$LOG"
home=$HOME/.local/share/swiftly
case $1 in
init)
    mkdir -p "$home/bin"
    cp "$0" "$home/bin/swiftly"
    echo "export PATH=\"$home/bin:\$PATH\"" >"$home/env.sh" ;;
install)
    printf '#!/usr/bin/env bash\necho "Swift version %s.1 (swift-%s.1-RELEASE)"\n' "${@: -1}" "${@: -1}" >"$home/bin/swift"
    chmod +x "$home/bin/swift" ;;
esac
"""


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        self.server.paths.append(self.path)


@unittest.skipUnless(shutil.which("gpg") and shutil.which("curl"), "gpg or curl is not installed")
class EnsureSwift(ProjectTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.project()
        self.variables = self.only(*TOOLS)
        # Everything that a toolchain needs is taken to be there.
        self.program("pkg-config", "true")
        self.write("project/scripts/lib/none.sh", "is_there() { true; }\n")
        self.write("web/signed/swiftly", SWIFTLY, executable=True)
        self.serve()

    def serve(self) -> None:
        handler = functools.partial(Silent, directory=str(self.root / "web"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.paths = self.paths = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        place = f"http://127.0.0.1:{server.server_port}"
        self.variables |= {"HAKARU_SWIFTLY_DOWNLOADS": place, "HAKARU_SWIFT_KEYS": f"{place}/keys.asc"}

    def publish(self) -> None:
        """Puts a signed archive and the public key on the server."""
        web, ring = self.root / "web", self.root / "ring"
        ring.mkdir(mode=0o700)
        with tarfile.open(web / ARCHIVE, "w:gz") as archive:
            archive.add(web / "signed/swiftly", "swiftly")
        gpg = ["gpg", "--homedir", str(ring), "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""]
        self.addCleanup(subprocess.run, ["gpgconf", "--homedir", str(ring), "--kill", "all"], check=False)
        for command in (
            ["--quick-generate-key", "test <test@example.com>", "ed25519", "sign", "never"],
            ["--armor", "--output", str(web / "keys.asc"), "--export"],
            ["--detach-sign", "--output", str(web / f"{ARCHIVE}.sig"), str(web / ARCHIVE)],
        ):
            subprocess.run([*gpg, *command], check=True, stdin=subprocess.DEVNULL, capture_output=True)

    def ensure(self, may_install: str, before: str = "", stdin: int = subprocess.DEVNULL):
        script = f". scripts/lib/swift.sh; . scripts/lib/none.sh; {before} ensure_swift {may_install}; swift --version"
        return self.run_in(self.folder, "bash", "-euo", "pipefail", "-c", script, stdin=stdin, **self.variables)

    def test_a_new_enough_swift_is_taken(self) -> None:
        for version in ["6.2", "6.3.1", "6.10", "7.0"]:
            self.program("swift", f'echo "Swift version {version} (swift-{version}-RELEASE)"')
            run = self.ensure("ask")
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertEqual(run.stderr, f"Swift {version}\n")

    def test_a_swift_that_does_not_start_gets_its_libraries(self) -> None:
        self.write("project/scripts/lib/none.sh", 'is_there() { [ -f "$HOME/installed" ]; }\n')
        self.program("apt-get", 'echo "apt-get $*" >>"$LOG"; touch "$HOME/installed"')
        self.only("touch")
        self.program(
            "swift",
            'if [ -f "$HOME/installed" ]; then echo "Swift version 6.3.1"; exit; fi\n'
            'echo "swift: libncurses.so.6: no such file" >&2; exit 127',
        )
        run = self.ensure("ask")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("There is a swift that does not start: swift: libncurses.so.6", run.stderr)
        self.assertIn("libncurses-dev", self.log()[-1])

    def test_without_a_terminal_it_says_how_and_installs_nothing(self) -> None:
        for version in ["", "5.10.1", "6.1.3"]:
            if version:
                self.program("swift", f'echo "Swift version {version}"')
            run = self.ensure("ask")
            self.assertEqual(run.returncode, 1)
            self.assertIn("again with --install-swift", run.stderr)
            self.assertIn("This is what will run:", run.stderr)
            self.assertEqual(self.paths, [])

    def test_it_is_installed_once_the_signature_is_checked(self) -> None:
        self.publish()
        run = self.ensure("yes")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.paths, [f"/{ARCHIVE}", f"/{ARCHIVE}.sig", "/keys.asc"])
        self.assertEqual(
            self.log(),
            [
                "swiftly init --assume-yes --skip-install --quiet-shell-followup",
                "swiftly install --assume-yes --use 6.3",
            ],
        )
        self.assertTrue(run.stderr.endswith("Swift 6.3.1\n"), run.stderr)
        # The next run finds it without being told.
        again = self.ensure("ask")
        self.assertEqual((again.returncode, again.stderr), (0, "Swift 6.3.1\n"))

    def test_an_archive_that_was_tampered_with_is_never_run(self) -> None:
        self.publish()
        (self.root / "web/signed/swiftly").write_text('#!/bin/sh\necho evil >>"$LOG"\n', encoding="utf-8")
        with tarfile.open(self.root / "web" / ARCHIVE, "w:gz") as archive:
            archive.add(self.root / "web/signed/swiftly", "swiftly")
        run = self.ensure("yes")
        self.assertEqual((run.returncode, self.log()), (1, []))
        self.assertIn("is not one of swift.org's; nothing of it was run", run.stderr)

    def test_a_download_that_fails_is_told(self) -> None:
        run = self.ensure("yes")
        self.assertEqual((run.returncode, self.log()), (1, []))
        self.assertIn("could not download http://127.0.0.1", run.stderr)

    def test_a_dry_run_asks_no_server(self) -> None:
        self.program("swift", "echo Swift version 5.1")
        run = self.ensure("yes", before="dry_run=1;")
        self.assertEqual((self.paths, self.log()), ([], []))
        for shown in ["+ curl --proto", "+ gpg --homedir", "+ tar -xzf", "+ swiftly install --assume-yes --use 6.3"]:
            self.assertIn(shown, run.stderr)

    def test_at_a_terminal_the_answer_decides(self) -> None:
        self.publish()
        for answer, code in [("n", 1), ("", 1), ("y", 0)]:
            master, slave = pty.openpty()
            os.write(master, f"{answer}\n".encode())
            run = self.ensure("ask", stdin=slave)
            os.close(slave)
            os.close(master)
            self.assertEqual(run.returncode, code, run.stderr)
            self.assertEqual(bool(self.log()), code == 0)


if __name__ == "__main__":
    unittest.main()
