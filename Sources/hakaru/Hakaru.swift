import HakaruCommands

/// The command-line program `hakaru`.
@main
enum Hakaru {
    static func main() async {
        await Program.main()
    }
}
