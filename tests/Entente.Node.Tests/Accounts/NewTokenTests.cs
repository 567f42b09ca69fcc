using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Oversight.Purposes;
using Microsoft.Extensions.Options;

namespace Entente.Node.Tests.Accounts;

public sealed class NewTokenTests
{
    [Fact]
    public void A_new_token_is_shown_once_and_its_hash_stands_in_the_line_for_the_configuration()
    {
        using var output = new StringWriter();
        NewToken.Write(["booking system", "border-control", "border-act-12", "match"], output, TextWriter.Null).ShouldBe(0);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var token = lines[0].Split(": ")[1];
        var option = JsonSerializer.Deserialize<TokenOption>(lines[^1])!; // The last line is JSON.
        option.Sha256.ShouldBe(NewToken.HashOf(token));
        lines[^1].ShouldNotContain(token);
        new TokenOptionsValidator(Options.Create(new CatalogueOptions { Purposes = [new PurposeOption { Code = "border-control", LegalBases = ["border-act-12"] }] })).Validate(null, new TokenOptions { Tokens = [option] }).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData]
    [InlineData("booking system")]
    [InlineData("booking system", "border-control", "border-act-12")]
    [InlineData("booking system", "border-control", "border-act-12", "everything")]
    public void Words_that_are_missing_or_unknown_are_refused(params string[] words)
    {
        using var error = new StringWriter();
        NewToken.Write(words, TextWriter.Null, error).ShouldBe(1);
        error.ToString().ShouldContain("match, entities");
    }
}
