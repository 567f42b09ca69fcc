using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

/// <summary>Signatures, encryption and keys against the vectors that Wycheproof made to find faults, and against RFC 7518.</summary>
public sealed class EnvelopeVectorTests
{
    /// <summary>RFC 7518 appendix C: both keys, what they agree on and the key that follows from it.</summary>
    [Fact]
    public void Derives_the_key_that_RFC_7518_derives()
    {
        using var alice = Letters.Ephemeral(Base64Url.DecodeFromChars("0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo"));
        using var bob = OpeningKey.Import(Letters.Pkcs8(Base64Url.DecodeFromChars("VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw")));
        byte[] agreed =
        [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        bob.Sealing.Agree(alice).ShouldBe(agreed);
        bob.Agree(P256.PointOf(alice.ExportParameters(includePrivateParameters: false))).ShouldBe(agreed);
        Base64Url.EncodeToString(EcdhEs.DeriveKey(agreed, "A128GCM", "Alice"u8, "Bob"u8, 128)).ShouldBe("VqqN6vgjbSBcIijNcacQGg");
    }

    [Fact]
    public void Every_raw_signature_verifies_or_not_as_published()
    {
        var count = 0;
        foreach (var group in Groups("ecdsa_secp256r1_sha256_p1363_test.json"))
        {
            var point = Convert.FromHexString(group.GetProperty("publicKey").GetProperty("uncompressed").GetString()!);
            var key = new MessageVerifierKey(point.AsSpan(1));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                key.Verifies(Hex(test, "msg"), Hex(test, "sig")).ShouldBe(IsValid(test), Name(test));
                count++;
            }
        }

        count.ShouldBe(262);
    }

    [Fact]
    public void Of_the_published_web_signatures_those_of_ES256_that_are_valid_verify_and_no_other()
    {
        var (accepted, expected, refused) = (new List<int>(), new List<int>(), 0);
        foreach (var group in Groups("json_web_signature_test.json"))
        {
            var jwk = group.TryGetProperty("public", out var open) ? open : group.GetProperty("private");
            var key = CompactForm.Verifier(jwk);
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var message = Text(test, "jws");
                SignedMessage.TryParse(Encoding.UTF8.GetBytes(message), out _, out _).ShouldBeFalse(Name(test));
                (CompactForm.IsSigned(message, CompactForm.Text(jwk, "kid"), key) ? accepted : []).Add(Id(test));
                (IsValid(test) && CompactForm.Text(jwk, "alg") == "ES256" ? expected : []).Add(Id(test));
                refused += IsValid(test) ? 0 : 1;
            }
        }

        accepted.ShouldBe(expected);
        (expected.Count, refused).ShouldBe((2, 355));
    }

    [Fact]
    public void Of_the_published_web_keys_none_that_is_faulty_is_read_and_each_fault_is_named()
    {
        var faults = new Dictionary<string, PublicKeyFault>(StringComparer.Ordinal);
        foreach (var group in Groups("json_web_key_test.json"))
        {
            var jwk = (group.TryGetProperty("public", out var open) ? open : group.GetProperty("private")).TryGetProperty("keys", out var keys) ? keys[0] : open;
            foreach (var test in group.GetProperty("tests").EnumerateArray().Where(test => !IsValid(test)))
            {
                CompactForm.IsSigned(Text(test, "jws"), CompactForm.Text(jwk, "kid"), CompactForm.Verifier(jwk)).ShouldBeFalse(Name(test));
                faults[group.GetProperty("comment").GetString()!] = CompactForm.VerifierFault(jwk);
            }
        }

        faults["wrong_algorithm"].ShouldBe(PublicKeyFault.OtherAlgorithm);
        faults["invalid_algorithm"].ShouldBe(PublicKeyFault.OtherAlgorithm);
        faults["invalid_use"].ShouldBe(PublicKeyFault.OtherUse);
        faults["invalid_point"].ShouldBe(PublicKeyFault.NotOnCurve);
        faults["wrong_curve"].ShouldBe(PublicKeyFault.OtherCurve);
        faults["wrong_kty"].ShouldBe(PublicKeyFault.OtherType);
        faults.Values.ShouldNotContain(PublicKeyFault.None);
    }

    [Fact]
    public void Of_the_published_web_encryptions_those_of_ECDH_ES_and_A256GCM_open_and_no_other()
    {
        var (opened, refused) = (new List<int>(), 0);
        foreach (var group in Groups("json_web_encryption_test.json"))
        {
            using var key = Opening(group.GetProperty("private"));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var message = Text(test, "jwe");
                SealedMessage.TryParse(Encoding.UTF8.GetBytes(message), out _, out _).ShouldBeFalse(Name(test));
                refused += IsValid(test) ? 0 : 1;
                if (key is not null && CompactForm.Open(message, key) is { } content)
                {
                    opened.Add(Id(test));
                    Convert.ToHexStringLower(content).ShouldBe(CompactForm.Text(test, "pt"));
                    EveryChangeIsRefused(message, key);
                }
            }
        }

        opened.ShouldBe([78]);
        refused.ShouldBe(74);
    }

    [Fact]
    public void The_published_point_beside_the_curve_is_refused_before_anything_is_computed_with_it()
    {
        var test = Groups("json_web_encryption_test.json").SelectMany(group => group.GetProperty("tests").EnumerateArray()).Single(test => Name(test).EndsWith("rejectsInvalidCurvePoint", StringComparison.Ordinal));
        CompactForm.Decode(Text(test, "jwe").Split('.')[0], out var header).ShouldBeTrue();
        using var json = JsonDocument.Parse(header);
        CompactForm.EphemeralKey(json.RootElement).ShouldBeEmpty();
    }

    [Fact]
    public void Encrypts_and_decrypts_as_published()
    {
        var count = 0;
        foreach (var group in Groups("aes_gcm_test.json").Where(group => (Number(group, "keySize"), Number(group, "ivSize"), Number(group, "tagSize")) == (256, 96, 128)))
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var (key, vector, additional) = (Hex(test, "key"), Hex(test, "iv"), Hex(test, "aad"));
                var opened = EcdhEs.Decrypt(key, vector, Hex(test, "ct"), Hex(test, "tag"), additional);
                opened.ShouldBe(IsValid(test) ? Hex(test, "msg") : null, Name(test));
                if (IsValid(test))
                {
                    var (ciphertext, tag) = EcdhEs.Encrypt(key, vector, Hex(test, "msg"), additional);
                    (Convert.ToHexStringLower(ciphertext), Convert.ToHexStringLower(tag)).ShouldBe((CompactForm.Text(test, "ct"), CompactForm.Text(test, "tag")));
                }

                count++;
            }
        }

        count.ShouldBe(66);
    }

    private static void EveryChangeIsRefused(string message, OpeningKey key)
    {
        // The header is left out here: changed, it is often no JSON, which this reader of vectors takes for granted.
        for (var at = message.IndexOf('.', StringComparison.Ordinal); at < message.Length; at++)
        {
            var changed = message.ToCharArray();
            changed[at] ^= (char)1;
            CompactForm.Open(new(changed), key).ShouldBeNull($"character {at}");
        }
    }

    private static OpeningKey? Opening(JsonElement jwk) =>
        CompactForm.Text(jwk, "crv") == "P-256" ? OpeningKey.Import(Letters.Pkcs8(Base64Url.DecodeFromChars(CompactForm.Text(jwk, "d")))) : null;

    private static JsonElement.ArrayEnumerator Groups(string file) =>
        PublishedVectors.Json(PublishedVectors.Path("wycheproof/testvectors_v1/" + file)).GetProperty("testGroups").EnumerateArray();

    /// <summary>A message; one that is given as an object, as its text.</summary>
    private static string Text(JsonElement test, string name) => test.GetProperty(name) is { ValueKind: JsonValueKind.Object } value ? value.GetRawText() : CompactForm.Text(test, name);

    private static bool IsValid(JsonElement test) => CompactForm.Text(test, "result") == "valid";

    private static int Id(JsonElement test) => Number(test, "tcId");

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Name(JsonElement test) => $"{Id(test)} {CompactForm.Text(test, "comment")}";

    private static byte[] Hex(JsonElement test, string name) => Convert.FromHexString(CompactForm.Text(test, name));
}
