import HakaruTransfer
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: Tool.areInstalled("nginx", "openssl", "timeout"))) struct `HTTP/2` {
    /// nginx with HTTP/2; a body is the serial number of its connection.
    private func startServer(_ certificate: Certificate) async throws -> (Tool, port: Int) {
        let port = try unusedPort()
        let folder = certificate.folder.path
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder)/\($0);" }.joined(separator: " ")
        try certificate.folder.write(
            """
            daemon off; master_process off; pid \(folder)/pid; error_log stderr notice;
            events { worker_connections 64; }
            http {
                access_log off; \(temporary)
                server {
                    listen 127.0.0.1:\(port) ssl http2;
                    ssl_certificate \(certificate.file); ssl_certificate_key \(certificate.key);
                    default_type text/plain;
                    location / { return 200 "$connection"; }
                    location /old { return 301 /new; }
                    location /gzip { gzip on; gzip_types *; gzip_min_length 1; gzip_proxied any; alias \(folder)/; }
                }
            }
            """, to: "nginx.conf")
        try certificate.folder.write(String(repeating: Compressed.text, count: 500), to: "page")
        let server = try Tool(["nginx", "-p", folder, "-e", "stderr", "-c", folder + "/nginx.conf"])
        while let line = server.readLine() {
            // Its last word before it serves.
            if line.contains("using the \"epoll\"") || line.contains("OS: ") { return (server, port) }
        }
        throw Tool.Failure(command: "nginx")
    }

    @Test func `carries all transfers on one connection`() async throws {
        let certificate = try Certificate()
        let (server, port) = try await startServer(certificate)
        let client = try HTTPClient(
            HTTPClient.Configuration(userAgent: "hakaru/test", certificateFile: certificate.file))
        let url = address("https://localhost:\(port)/")
        let bodies = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var bodies: [[UInt8]] = []
                    for _ in 0..<10 {
                        let response = try await client.send(HTTPRequest(.get, url))
                        #expect(response.status == 200)
                        #expect(response.version == .http2)
                        bodies.append(response.body)
                    }
                    return bodies
                }
            }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.formUnion($1) }
        }
        #expect(bodies.count == 1)
        await client.shutdown()
        withExtendedLifetime(server) {}
    }

    @Test func `brings bodies, compressed ones and redirects like HTTP/1.1`() async throws {
        let certificate = try Certificate()
        let (server, port) = try await startServer(certificate)
        let client = try HTTPClient(
            HTTPClient.Configuration(userAgent: "hakaru/test", certificateFile: certificate.file))
        let page = try await client.send(HTTPRequest(.get, address("https://localhost:\(port)/gzip/page")))
        #expect(page.headers["Content-Encoding"] == "gzip")
        #expect(page.body.count == Compressed.text.utf8.count * 500)
        #expect(page.wireBytes < page.body.count / 10)
        let moved = try await client.send(HTTPRequest(.get, address("https://localhost:\(port)/old?x")))
        #expect(moved.permanentURL == address("https://localhost:\(port)/new"))
        var small = HTTPRequest(.get, address("https://localhost:\(port)/gzip/page"))
        small.maximumBodySize = 10_000
        #expect(await failure(client, small) == .bodyTooLarge(server: "localhost:\(port)", limit: 10_000))
        await client.shutdown()
        withExtendedLifetime(server) {}
    }
}
