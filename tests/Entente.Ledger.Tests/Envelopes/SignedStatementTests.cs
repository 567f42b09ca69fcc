using System.Buffers.Text;
using System.Text;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class SignedStatementTests
{
    private static readonly string[] Fields = ["atlas-service", "1", "x.y"];

    [Fact]
    public void A_statement_that_was_written_is_read_and_verifies_with_its_key_and_no_other()
    {
        using var key = Letters.MessageKey();
        using var other = Letters.MessageKey("two");
        var text = SignedStatement.Sign("receipt", Fields, key).ToString();
        SignedStatement.TryParse(text, out var read).ShouldBeTrue();
        (read.Kind, read.KeyId).ShouldBe(("receipt", key.Verifier.KeyId));
        read.Fields.ShouldBe(Fields);
        read.ToString().ShouldBe(text);
        read.Verify(Letters.Ring(key), Letters.Created, Letters.Created).ShouldBe(MessageVerdict.SignedByPartner);
        read.Verify(Letters.Ring(other), Letters.Created, Letters.Created).ShouldBe(MessageVerdict.NotSigned);
    }

    [Fact]
    public void A_statement_of_which_one_character_was_changed_is_none_or_does_not_verify()
    {
        using var key = Letters.MessageKey();
        var text = SignedStatement.Sign("receipt", Fields, key).ToString();
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            (SignedStatement.TryParse(changed, out var read) && read.Verify(Letters.Ring(key), Letters.Created, Letters.Created) == MessageVerdict.SignedByPartner).ShouldBeFalse(changed);
        }
    }

    [Fact]
    public void The_signature_of_a_statement_is_no_signature_of_a_message_over_the_same_bytes()
    {
        using var key = Letters.MessageKey();
        var message = Letters.Signed(key);
        var statement = SignedStatement.Sign("receipt", Fields, key);
        Encoding.ASCII.GetBytes(SignedStatement.Start).ShouldContain((byte)'\n');
        message.SigningInput(MessageVerifierKey.Algorithm, key.Verifier.KeyId).ShouldNotContain((byte)'\n');
        statement.Kind.ShouldBe("receipt");
    }

    [Theory]
    [InlineData("receipt\n")]
    [InlineData("receipt\na\n")]
    public void Content_is_lines_each_with_its_end(string content) => Reads(content).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("receipt")]
    [InlineData("receipt\na")]
    [InlineData("receipt\n\n")]
    [InlineData("receipt\na b\n")]
    [InlineData("receipt\na\r\n")]
    [InlineData("receipt\n\u00e9\n")]
    [InlineData("receipt\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n")]
    public void Other_content_is_no_statement(string content) => Reads(content).ShouldBeFalse();

    [Fact]
    public void A_field_that_is_no_identifier_or_one_too_many_is_not_signed()
    {
        using var key = Letters.MessageKey();
        foreach (var fields in (string[][])[[""], ["a b"], ["a\n"], [new string('a', 201)], [.. Enumerable.Repeat("a", SignedStatement.MostFields + 1)]])
        {
            Should.Throw<ArgumentException>(() => SignedStatement.Sign("receipt", fields, key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("cmVjZWlwdAo.k")]
    [InlineData("cmVjZWlwdAo.k.AA.AA")]
    [InlineData("cmVjZWlwdAo=.k.AA")]
    [InlineData(" cmVjZWlwdAo.k.AA")]
    public void Another_form_is_no_statement(string text) => SignedStatement.TryParse(text, out _).ShouldBeFalse();

    private static bool Reads(string content) => SignedStatement.TryParse($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content))}.k.AA", out _);
}
