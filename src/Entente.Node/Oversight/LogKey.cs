using Entente.Ledger.Notes;
using Entente.Ledger.Signing;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>The key that signs the log's checkpoints. With another key another log begins.</summary>
internal static class LogKey
{
    /// <summary>Reads the key, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file has not the length of a seed.</exception>
    public static NoteSigner ReadOrMake(string file, string logName) => new(logName, new Ed25519PrivateKey(SecretFile.ReadOrMake(file, Ed25519.SeedLength)));
}
