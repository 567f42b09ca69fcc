using System.Text;
using Entente.Ledger.Signing;

namespace Entente.Ledger.Notes;

/// <summary>Signs notes under a name. The key stays the caller's to dispose.</summary>
/// <param name="name">Name of the key; for a log its origin.</param>
/// <param name="key">The key.</param>
/// <exception cref="ArgumentException">The name is not allowed.</exception>
public sealed class NoteSigner(string name, Ed25519PrivateKey key)
{
    /// <summary>The public half, to be handed out.</summary>
    public VerifierKey Verifier { get; } = new(name, key.PublicKey.Span);

    /// <summary>The signature over the text of a note.</summary>
    internal NoteSignature Sign(string text) => new(Verifier.Name, Verifier.KeyId, key.Sign(Encoding.UTF8.GetBytes(text)));
}
