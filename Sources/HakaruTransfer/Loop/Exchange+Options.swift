internal import CCurl

extension Exchange {
    /// What holds for every transfer.
    func setCommonOptions(url: TransferURL, timeouts: TransferTimeouts) throws(TransferError) {
        try easy.set(CURLOPT_PRIVATE, self)
        try easy.setErrorText()
        try easy.set(CURLOPT_URL, url.absoluteString)
        try easy.setProtocol(url.scheme)
        try easy.set(CURLOPT_NOSIGNAL, true)
        try easy.setAbandonsLookups()
        try easy.set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        try easy.set(CURLOPT_SSL_VERIFYPEER, true)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, timeouts.connect)
        try easy.set(CURLOPT_TIMEOUT_MS, timeouts.total)
        try easy.set(CURLOPT_WRITEDATA, self)
        try easy.set(
            CURLOPT_WRITEFUNCTION,
            function: { bytes, size, count, context in
                guard let context else { return 0 }
                let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().receiveBody(bytes)
                    ? bytes.count : 0
            })
    }

    /// Sets one HTTP request up.
    func setOptions(_ request: HTTPRequest, _ configuration: HTTPClient.Configuration) throws(TransferError) {
        reception = Reception(
            server: request.url.server, maximumBodySize: request.maximumBodySize, isHead: request.method == .head)
        try easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // Wait for the first connection's handshake: it may carry all requests.
        try easy.set(CURLOPT_PIPEWAIT, request.url.scheme == .https)
        try easy.set(CURLOPT_FOLLOWLOCATION, false)
        try easy.set(CURLOPT_USERAGENT, configuration.userAgent)
        try easy.set(CURLOPT_HTTP_CONTENT_DECODING, false)
        try setTrustedCertificates(configuration.certificateFile)
        try setProxy(configuration.proxies.proxy(for: request.url))
        try setMethod(request)
        try setHeaders(request)
        try easy.set(CURLOPT_HEADERDATA, self)
        try easy.set(
            CURLOPT_HEADERFUNCTION,
            function: { bytes, size, count, context in
                guard let context else { return 0 }
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().receiveHeadLine(line)
                    ? line.count : 0
            })
        guard !request.isRepeatable else { return }
        // On a connection that was kept and turns out to be dead, libcurl sends again by itself.
        try easy.set(CURLOPT_FRESH_CONNECT, true)
        try easy.set(CURLOPT_PREREQDATA, self)
        try easy.setBeforeRequest { context, _, _, _, _ in
            guard let context else { return CURL_PREREQFUNC_ABORT }
            Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().commit()
            return CURL_PREREQFUNC_OK
        }
    }

    /// Sets one mail up.
    func setOptions(_ message: MailMessage, _ configuration: MailClient.Configuration) throws(TransferError) {
        upload = message.content
        try setTrustedCertificates(configuration.certificateFile)
        // A mail leaves this machine encrypted or not at all.
        let encryption = configuration.server.isLoopback ? CURLUSESSL_NONE : CURLUSESSL_ALL
        try easy.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
        try setProxy(nil)
        if let user = configuration.user, let password = configuration.password {
            try easy.set(CURLOPT_USERNAME, user)
            try easy.set(CURLOPT_PASSWORD, password)
        }
        try easy.set(CURLOPT_MAIL_FROM, "<\(message.sender)>")
        for recipient in message.recipients { try list.append("<\(recipient)>") }
        try easy.set(CURLOPT_MAIL_RCPT, list)
        // One connection a mail, so that it ends with QUIT.
        try easy.set(CURLOPT_FRESH_CONNECT, true)
        try easy.set(CURLOPT_FORBID_REUSE, true)
        // libcurl's own limit for one reply is shorter than the whole transfer's may be.
        try easy.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, 1 + configuration.timeouts.total.milliseconds / 1_000)
        try easy.set(CURLOPT_NOPROGRESS, false)
        try easy.set(CURLOPT_XFERINFODATA, self)
        try easy.setProgress { context, _, _, _, _ in
            guard let context else { return 1 }
            return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().isGivenUp ? 1 : 0
        }
        try easy.set(CURLOPT_UPLOAD, true)
        try easy.setBodyLength(upload.count)
        try easy.set(CURLOPT_READDATA, self)
        try easy.set(
            CURLOPT_READFUNCTION,
            function: { bytes, size, count, context in
                guard let context else { return Int(CURL_READFUNC_ABORT) }
                let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
                return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().provideUpload(buffer)
            })
    }

    private func setMethod(_ request: HTTPRequest) throws(TransferError) {
        switch request.method {
        case .get where request.body == nil: try easy.set(CURLOPT_HTTPGET, true)
        case .head: try easy.set(CURLOPT_NOBODY, true)
        case .get, .post, .put, .patch, .delete:
            if let body = request.body {
                try easy.setBody(body)
            } else if request.method != .delete {
                try easy.setBody([])
            }
            try easy.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func setHeaders(_ request: HTTPRequest) throws(TransferError) {
        for field in request.headers.fields {
            switch field.value {
            // A semicolon: libcurl takes a name without a value for a wish to leave the header out.
            case .plain(let value): try list.append(value.isEmpty ? field.name + ";" : field.name + ": " + value)
            case .secret(let secret):
                try secret.withValue { (value) throws(TransferError) in try list.append(field.name + ": " + value) }
            }
        }
        try list.append("Accept-Encoding: " + ContentDecoder.acceptedEncodings)
        // Not 100-continue, which costs a second on servers that don't know it.
        try list.append("Expect:")
        if request.body != nil, request.headers["Content-Type"] == nil { try list.append("Content-Type:") }
        try easy.set(CURLOPT_HTTPHEADER, list)
    }

    private func setTrustedCertificates(_ file: String?) throws(TransferError) {
        guard let file else { return }
        try easy.set(CURLOPT_CAINFO, file)
        try easy.set(CURLOPT_PROXY_CAINFO, file)
        // The system's folder would still be trusted beside the file.
        try easy.clear(CURLOPT_CAPATH)
        try easy.clear(CURLOPT_PROXY_CAPATH)
    }

    /// Goes through that proxy or through none, whatever libcurl would read from the environment.
    private func setProxy(_ proxy: Secret?) throws(TransferError) {
        try easy.set(CURLOPT_NOPROXY, "")
        guard let proxy else { return try easy.set(CURLOPT_PROXY, "") }
        try easy.set(CURLOPT_PROXY, proxy)
        try easy.set(CURLOPT_PROXYAUTH, hakaru_auth_basic)
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    }
}
