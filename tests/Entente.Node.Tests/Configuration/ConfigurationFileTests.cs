using System.Text.Json.Nodes;

namespace Entente.Node.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    [Theory]
    [InlineData("Lists", """{"Files":[]}""", "Lists:Files")]
    [InlineData("Lists", """{"Files":["a.csv"],"Refresh":"00:00:00"}""", "Lists:Refresh")]
    [InlineData("Lists", """{"Files":["a.csv"],"StaleAfter":"00:00:01"}""", "Lists:StaleAfter")]
    [InlineData("Lists", """{"Files":["a.csv"],"HoldAbove":0}""", "Lists:HoldAbove")]
    [InlineData("Lists", """{"Sources":[{"Name":"un","Url":"http://example.org/list.xml"}]}""", "Lists:Sources:0:Url")]
    [InlineData("Lists", """{"Sources":[{"Name":"un"}]}""", "Lists:Sources:0 ")]
    [InlineData("Lists", """{"Sources":[{"Name":"own","Path":"a.csv"}]}""", "Lists:Sources:0:Name")]
    [InlineData("Lists", """{"Files":["un"],"Sources":[{"Name":"un","Path":"a.csv"}]}""", "Lists:Sources:0:Name")]
    [InlineData("Listings", """{"ReviewWithin":"01:00:00"}""", "Listings:ReviewWithin")]
    [InlineData("Listings", """{"Service":"two words"}""", "Listings:Service")]
    [InlineData("Accounts", """{"Tokens":[{"Name":"x","Sha256":"abc","Purpose":"border-control","LegalBasis":"test-act-1","Scopes":["match"]}]}""", "Accounts:Tokens:0:Sha256")]
    [InlineData("Accounts", """{"Tokens":[{"Name":"x","Purpose":"border-control","LegalBasis":"test-act-1","Scopes":["everything"]}]}""", "Accounts:Tokens:0:Scopes")]
    [InlineData("Accounts", """{"Tokens":[{"Name":"x","Purpose":"border-control","LegalBasis":"another-act","Scopes":["match"]}]}""", "Accounts:Tokens:0:LegalBasis")]
    [InlineData("Accounts", """{"Tokens":[{"Name":"x","Purpose":"curiosity","Scopes":["match"]}]}""", "Accounts:Tokens:0:Purpose")]
    [InlineData("Oversight", """{"LogName":"two words"}""", "Oversight:LogName")]
    [InlineData("Oversight", """{"CheckpointEvery":"2.00:00:00"}""", "Oversight:CheckpointEvery")]
    [InlineData("Storage", """{"Folder":"data","KeyFolder":"data/keys"}""", "Storage:KeyFolder")]
    [InlineData("Catalogue", """{"Purposes":[]}""", "Catalogue:Purposes")]
    [InlineData("Catalogue", """{"Purposes":[{"Code":"p","LegalBases":["a"],"Keep":{"torture":"01:00:00"}}]}""", "Catalogue:Purposes:0:Keep")]
    [InlineData("Catalogue", """{"Purposes":[{"Code":"p","LegalBases":["a"],"Keep":{"screen":"00:00:01"}}]}""", "Catalogue:Purposes:0:Keep:screen")]
    public async Task A_bad_value_stops_the_start_and_names_the_key(string section, string values, string key)
    {
        var folder = Directory.CreateTempSubdirectory("entente-node-").FullName;
        var configuration = RunningNode.Configuration();
        configuration[section] = JsonNode.Parse(values);
        using var error = new StringWriter();
        (await NodeHost.RunAsync(["--config", await RunningNode.WriteAsync(folder, configuration)], error)).ShouldBe(1);
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
        file["Lists"]!["HoldAbove"]!.GetValue<double>().ShouldBe(lists.HoldAbove); // Likewise.
        file["Lists"]!["HoldFloor"]!.GetValue<int>().ShouldBe(lists.HoldFloor); // Likewise.
        file["Lists"]!["MostBytes"]!.GetValue<long>().ShouldBe(lists.MostBytes); // Likewise.
        file["Lists"]!["Timeout"]!.GetValue<string>().ShouldBe(lists.Timeout.ToString()); // Likewise.
        var listings = new Entente.Node.Watchlist.Listings.ListingOptions();
        file["Listings"]!["Service"]!.GetValue<string>().ShouldBe(listings.Service); // Likewise.
        file["Listings"]!["ReviewWithin"]!.GetValue<string>().ShouldBe(listings.ReviewWithin.ToString()); // Likewise.
        file["Listings"]!["ExpireWithin"]!.GetValue<string>().ShouldBe(listings.ExpireWithin.ToString()); // Likewise.
        file["Listings"]!["DueBefore"]!.GetValue<string>().ShouldBe(listings.DueBefore.ToString()); // Likewise.
        file["Listings"]!["CheckEvery"]!.GetValue<string>().ShouldBe(listings.CheckEvery.ToString()); // Likewise.
        file["Accounts"]!["Tokens"]!.AsArray().ShouldBeEmpty(); // Likewise.
    }
}
