using System.Security.Cryptography;
using System.Text;
using Entente.Ledger.Notes;
using Entente.Ledger.Signing;

namespace Entente.Ledger.Tests.Signing;

public sealed class ContextSignatureTests
{
    private const string Context = "entente post snapshot v1";

    [Fact]
    public void Holds_for_its_key_its_context_and_its_hash_alone()
    {
        using var key = new Ed25519PrivateKey(Enumerable.Repeat((byte)7, Ed25519.SeedLength).ToArray());
        using var other = new Ed25519PrivateKey(Enumerable.Repeat((byte)8, Ed25519.SeedLength).ToArray());
        var (hash, another) = (SHA256.HashData("a"u8), SHA256.HashData("b"u8));
        var signature = ContextSignature.Sign(key, Context, hash);
        ContextSignature.Verify(key.PublicKey.Span, Context, hash, signature).ShouldBeTrue();
        ContextSignature.Verify(other.PublicKey.Span, Context, hash, signature).ShouldBeFalse();
        ContextSignature.Verify(key.PublicKey.Span, "entente post snapshot v2", hash, signature).ShouldBeFalse();
        ContextSignature.Verify(key.PublicKey.Span, Context, another, signature).ShouldBeFalse();
        ContextSignature.Verify(key.PublicKey.Span, Context, hash, signature.AsSpan(1)).ShouldBeFalse();
    }

    [Fact]
    public void What_is_signed_can_be_no_note_so_that_it_is_never_taken_for_a_checkpoint()
    {
        using var key = new Ed25519PrivateKey(Enumerable.Repeat((byte)7, Ed25519.SeedLength).ToArray());
        var hash = SHA256.HashData("a"u8);
        var message = Context + "\0" + Encoding.Latin1.GetString(hash);
        Ed25519.Verify(key.PublicKey.Span, [.. Encoding.ASCII.GetBytes(Context), 0, .. hash], ContextSignature.Sign(key, Context, hash)).ShouldBeTrue("this is what is signed");
        Should.Throw<ArgumentException>(() => SignedNote.Sign(message + "\n", new NoteSigner("log.test", key)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with\nnewline")]
    [InlineData("with\0zero")]
    public void Refuses_a_context_that_could_run_into_the_hash(string context)
    {
        using var key = new Ed25519PrivateKey(new byte[Ed25519.SeedLength]);
        Should.Throw<ArgumentException>(() => ContextSignature.Sign(key, context, SHA256.HashData("a"u8)));
        Should.Throw<ArgumentException>(() => ContextSignature.Sign(key, Context, "short"u8));
    }
}
