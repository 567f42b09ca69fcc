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
    [InlineData("Storage", """{"Postgres":"somewhere"}""", "Storage:Postgres")]
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
}
