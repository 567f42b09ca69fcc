using System.Security.Cryptography;
using System.Text;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class PublicKeyTests
{
    // The key of RFC 7515 appendix A.3; its thumbprint (RFC 7638) was computed with another implementation.
    private const string X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private const string Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    private const string Thumbprint = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";
    private const string Right = $$"""{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}"}""";

    [Fact]
    public void A_published_key_is_read_named_by_its_thumbprint_and_written_again()
    {
        MessageVerifierKey.TryParse(Right, out var key, out var fault).ShouldBeTrue(fault.ToString());
        key!.KeyId.ShouldBe(Thumbprint);
        key.ToString().ShouldBe(Right);
    }

    [Theory]
    [InlineData("", PublicKeyFault.OtherForm)]
    [InlineData("{}", PublicKeyFault.OtherForm)]
    [InlineData(Right + "\n", PublicKeyFault.OtherForm)]
    [InlineData($$"""{"kty":"RSA","crv":"P-256","x":"{{X}}","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}"}""", PublicKeyFault.OtherType)]
    [InlineData($$"""{"kty":"EC","crv":"P-384","x":"{{X}}","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}"}""", PublicKeyFault.OtherCurve)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"AAAA","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}"}""", PublicKeyFault.BadCoordinate)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{X}}=","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}"}""", PublicKeyFault.BadCoordinate)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{Y}}","y":"{{X}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}"}""", PublicKeyFault.NotOnCurve)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}","use":"enc","alg":"ES256","kid":"{{Thumbprint}}"}""", PublicKeyFault.OtherUse)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}","use":"sig","alg":"ES384","kid":"{{Thumbprint}}"}""", PublicKeyFault.OtherAlgorithm)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{X}}"}""", PublicKeyFault.OtherKeyId)]
    [InlineData($$"""{"kty":"EC","crv":"P-256","x":"{{X}}","y":"{{Y}}","use":"sig","alg":"ES256","kid":"{{Thumbprint}}","d":"AAAA"}""", PublicKeyFault.OtherForm)]
    public void What_is_not_a_key_is_named(string text, PublicKeyFault expected)
    {
        MessageVerifierKey.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void A_key_for_one_use_is_not_read_as_one_for_the_other()
    {
        using var signing = Letters.MessageKey();
        using var opening = Letters.OpeningKey();
        SealingKey.TryParse(opening.Sealing.ToString(), out var sealing, out _).ShouldBeTrue();
        sealing!.KeyId.ShouldBe(opening.Sealing.KeyId);
        SealingKey.TryParse(signing.Verifier.ToString(), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(PublicKeyFault.OtherUse);
        MessageVerifierKey.TryParse(opening.Sealing.ToString(), out _, out fault).ShouldBeFalse();
        fault.ShouldBe(PublicKeyFault.OtherUse);
    }

    [Fact]
    public void Whatever_arrives_is_a_key_in_its_one_spelling_or_has_a_fault() => Claims.Hold(
        FsCheck.Fluent.Gen.Select(Claims.Damaged(Encoding.ASCII.GetBytes(Right)), bytes => Encoding.Latin1.GetString(bytes)),
        text => MessageVerifierKey.TryParse(text, out var key, out var fault) ? key.ToString() == text : fault != PublicKeyFault.None);

    [Fact]
    public void A_point_beside_the_curve_or_of_another_length_is_no_key()
    {
        using var key = Letters.MessageKey();
        var point = key.Verifier.Point.ToArray();
        P256.IsPoint(point).ShouldBeTrue();
        P256.IsPoint(new byte[64]).ShouldBeFalse();
        P256.IsPoint([4, .. point]).ShouldBeFalse();
        for (var bit = 0; bit < 8 * point.Length; bit++)
        {
            byte[] wrong = [.. point];
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            P256.IsPoint(wrong).ShouldBeFalse();
        }

        Should.Throw<ArgumentException>(() => new MessageVerifierKey(new byte[64]));
        Should.Throw<ArgumentException>(() => new SealingKey(point.AsSpan(1)));
    }

    [Fact]
    public void A_coordinate_beyond_the_prime_is_refused_though_it_means_a_point()
    {
        // x = 5 lies on the curve; 5 + p fits into 32 bytes and means the same point.
        var y = Convert.FromHexString("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc");
        byte[] five = [.. new byte[31], 5];
        P256.IsPoint([.. five, .. y]).ShouldBeTrue();
        P256.IsPoint([.. Convert.FromHexString("ffffffff00000001000000000000000000000001000000000000000000000004"), .. y]).ShouldBeFalse();
    }

    [Fact]
    public void Keys_come_back_from_storage_as_they_were()
    {
        using var signing = MessageKey.Create();
        using var opening = OpeningKey.Create();
        using var signingAgain = MessageKey.Import(signing.Export());
        using var openingAgain = OpeningKey.Import(opening.Export());
        signingAgain.Verifier.KeyId.ShouldBe(signing.Verifier.KeyId);
        openingAgain.Sealing.KeyId.ShouldBe(opening.Sealing.KeyId);
        Letters.Verified(Letters.Signed(signingAgain), Letters.Ring(signing));
    }

    [Fact]
    public void A_stored_key_of_another_curve_or_with_bytes_left_over_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        foreach (var wrong in new[] { other.ExportPkcs8PrivateKey(), rsa.ExportPkcs8PrivateKey(), [.. MessageKey.Create().Export(), 0], [], new byte[100] })
        {
            Should.Throw<ArgumentException>(() => MessageKey.Import(wrong)).ParamName.ShouldBe("pkcs8");
            Should.Throw<ArgumentException>(() => OpeningKey.Import(wrong)).ParamName.ShouldBe("pkcs8");
        }
    }
}
