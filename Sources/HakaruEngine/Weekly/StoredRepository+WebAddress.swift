import HakaruModel
import HakaruStore

extension StoredRepository {
    /// Where a person sees a pull request of the repository; nil where the forge is one on this machine.
    ///
    /// The name of the host and of the repository hold no character that means something in an address.
    func webAddress(ofPullRequest number: Int) -> String? {
        let isName = host.utf8.contains { $0 >= 0x61 && $0 <= 0x7A } && !host.utf8.contains(0x3A)
        guard isName, host != "localhost" else { return nil }
        return "https://\(host)/\(repository.id)/pull/\(number)"
    }
}
