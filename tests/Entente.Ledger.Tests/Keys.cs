using Entente.Ledger.Notes;
using Entente.Ledger.Signing;

namespace Entente.Ledger.Tests;

/// <summary>Keys to test with; their seeds are public, so they are worth nothing.</summary>
internal static class Keys
{
    public const string Origin = "node.example/log";

    public static NoteSigner Signer(byte seed = 1, string name = Origin) => new(name, new Ed25519PrivateKey([.. Enumerable.Repeat(seed, Ed25519.SeedLength)]));
}
