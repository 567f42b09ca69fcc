using System.Text.Json.Nodes;

namespace Entente.Node.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    [Theory]
    [InlineData("""{"Lists":{"Files":[]}}""", "Lists:Files")]
    [InlineData("""{"Lists":{"Files":["a.csv"],"Refresh":"00:00:00"}}""", "Lists:Refresh")]
    [InlineData("""{"Lists":{"Files":["a.csv"],"StaleAfter":"00:00:01"}}""", "Lists:StaleAfter")]
    [InlineData("""{"Lists":{"Files":["a.csv"]},"Accounts":{"Tokens":[{"Name":"x","Sha256":"abc","LegalBasis":"act","Scopes":["match"]}]}}""", "Accounts:Tokens:0:Sha256")]
    [InlineData("""{"Lists":{"Files":["a.csv"]},"Accounts":{"Tokens":[{"Name":"x","Sha256":"0000000000000000000000000000000000000000000000000000000000000000","LegalBasis":"act","Scopes":["everything"]}]}}""", "Accounts:Tokens:0:Scopes")]
    [InlineData("""{"Lists":{"Files":["a.csv"]},"Accounts":{"Tokens":[{"Name":"x","Sha256":"0000000000000000000000000000000000000000000000000000000000000000","Scopes":["match"]}]}}""", "Accounts:Tokens:0:LegalBasis")]
    [InlineData("""{"Lists":{"Files":["a.csv"]},"Oversight":{"LogName":"two words"}}""", "Oversight:LogName")]
    [InlineData("""{"Lists":{"Files":["a.csv"]},"Oversight":{"CheckpointEvery":"2.00:00:00"}}""", "Oversight:CheckpointEvery")]
    public async Task A_bad_value_stops_the_start_and_names_the_key(string configuration, string key)
    {
        var folder = Directory.CreateTempSubdirectory("entente-node-").FullName;
        var values = JsonNode.Parse(configuration)!.AsObject(); // The rows above are objects.
        values["Urls"] = "http://127.0.0.1:0";
        using var error = new StringWriter();
        (await NodeHost.RunAsync(["--config", await RunningNode.WriteAsync(folder, values)], error)).ShouldBe(1);
        error.ToString().ShouldContain(key);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_configuration_that_is_not_there_is_named()
    {
        using var error = new StringWriter();
        (await NodeHost.RunAsync(["--config", "/nowhere/entente.json"], error)).ShouldBe(1);
        error.ToString().ShouldContain("/nowhere/entente.json");
    }

    [Fact]
    public async Task The_file_beside_the_program_states_the_defaults_and_nothing_else()
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "entente.json")), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!; // The file is JSON.
        var lists = new Entente.Node.Watchlist.ListOptions();
        file["Lists"]!["Refresh"]!.GetValue<string>().ShouldBe(lists.Refresh.ToString()); // Present, or the test fails as it should.
        file["Lists"]!["StaleAfter"]!.GetValue<string>().ShouldBe(lists.StaleAfter.ToString()); // Likewise.
        file["Lists"]!["Files"]!.AsArray().ShouldBeEmpty(); // Likewise.
        file["Accounts"]!["Tokens"]!.AsArray().ShouldBeEmpty(); // Likewise.
    }
}
