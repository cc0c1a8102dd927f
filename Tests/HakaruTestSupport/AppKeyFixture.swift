/// A private key that was made for these tests and opens nothing.
package enum AppKeyFixture {
    /// RSA, 2,048 bits, in the form in which GitHub gives keys out (PKCS #1).
    package static let pem = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEowIBAAKCAQEAnxse/6GxS02PDWlzIw4k9oxFNuTdFdhGX5tlv5s5u1uN8cO5
        rcwKQ4GXBswiO0Ww1uzwLhN9m042WVph36SQifUEhfoqZ2C3Oyl2YyIVkQTNGbwB
        qwrRYj8IYGaeCDLCY3GIoR/OeaJB/5w7jID+eXAr9d4BMPynp21hlKibcWq+tVCi
        sKqBCco+2oMgGN7LjPxY5Pb/tHWjJukOLaAWXzZf08imIZ0nph+I/XI+4+wxdaGu
        JEIlfamwfQ/OiUa386yWD/COw/NH0QBcLh1ohBLde60jmcI1Zx9CnG7Gc5aHPgRq
        vYX2SQO2YSTHHo6YVrmuTUE8JANA+Ch1UYehpQIDAQABAoIBAB/1ZqiaZe5mSdG7
        2LC16p7LVivMlMwKgTg7EpkGKPaFUWG6mtVaIsWkhh2La2TUfsztEuFucNB9SVVx
        Xi958r6DRMFUmqfhOWzcyzbmZcaXXEtLBFrC9YPyfVA/zIaBC6LF71fN979e5Drf
        uuZiErt52JquWTbpyRNMWUlvBKonIcpfQyyNMVxfApYNB7nE9Cw5megrWS6xYek7
        +rCSzCx6lN+5NBzXKdLUj90H6xjE6Ce0CT5N1gr/QnEQzipxlrZkEBqfIg9YAHG4
        PtEvvKLVmD8mAvrZaOiOe6DMfZ9Cr5iUUXfRP6tg9PTLeCwWfeLgZp3+q6gcjBhY
        A4e+uZECgYEAy/9JDSABHvqquspEQKvNZTaDvnZqN4r18lWgkiLO2HDIXZ71Qnrr
        olpV2MUg2SIWleVZJkATRIJTnOsEpzzv9c1ylYke4m5APpUS1I+qvgVO4fn1sjN4
        vy6UF1gCHLpHnj7N5yfNLiFhJjS12U32ngR3OA4yyO1z2EL5p3XIfzcCgYEAx6pD
        X4GQTFNp5sF0M2HuW4CY/9U0nzS6aKhAjTj+k+as1b6gIVYKnSNemY1//W4icbOs
        UHX5vjHDL1Wd9EiwCVNeDBCYpDJX81ebYBMoa7+E/ftBUc0JhlzN/Dg1nq7NBs3R
        vSUwCmr8tn0rPBP75Zpm/kAyvrDqpnQ6Ubas/AMCgYAQgoCvB0AP+cmHhIcxlLXy
        0w6mg37lL+Hn0vZD3X1QFxCgQxUmZDxdz2HTQWD/MbsSNpWYeucUTFfoAz1FK7Ff
        +1iisY5GVRXt+rKjcV0oM9XGhCxWV8QV9PcXTJAfMxRIwlx3sMjyStFJ/koZZC3p
        bAMaDkwd5tnRTtpVqzqm0QKBgDPxBi/dS8WfWYhvQSRw0Io7TRIYy+Sy2d+KDajv
        b8LYGpRMT+n8MSyp291EY0xxj0JXBHe2CS9CUM2Kj1nSYwE6D9hBpQPqGNk0LDZ1
        JWnKW/WanGaEWXr7v5ZipQhP3wRrHKoA95tuM6nhrBKn/DrBzRNNbiYPbiu5Rsal
        KCEzAoGBAKE2eHCwXVjSEcl6lbgtiNvsHSejFA7XR2obf4+/hAutidUhrvobcW46
        yVpdsZMK7A1gli439XM9Jjbpqi7U3Xa8YMOTK3POz/QAiNUFOqnosnX5FOQw0Osy
        bujj+TYpwX3Z8z71izux2kTM/smjcxEnIinjC6c6f2xXwKqfyAvC
        -----END RSA PRIVATE KEY-----
        """
}
