using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Accounts.Administration;
using Entente.Node.Accounts.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Entente.Node.Tests.Accounts;

public sealed class StartTests
{
    [Fact]
    public async Task A_node_without_accounts_makes_a_link_in_a_file_that_its_owner_alone_reads_and_each_start_makes_another()
    {
        var node = await RunningNode.StartEmptyAsync();
        var file = node.Services.GetRequiredService<FirstAdministrator>().File;
        var before = await File.ReadAllTextAsync(file);
        before.ShouldStartWith($"http://localhost:{node.Nobody.BaseAddress!.Port}/sign-up#"); // A running node has an address.
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await node.StopAsync();
        await using var again = await RunningNode.StartInAsync(node.Folder);
        (await File.ReadAllTextAsync(file)).ShouldNotBe(before);
        TestAccounts.Value<long>(again, "SELECT count(*) FROM account_link").ShouldBe(1);
        (await again.Nobody.PostAsJsonAsync("/sign-up/link", new { link = before.Trim().Split('#')[1] })).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_link_of_the_first_administrator_opens_nothing_after_a_day()
    {
        var clock = new ShiftedTime();
        await using var node = await RunningNode.StartEmptyAsync(services => services.AddSingleton<TimeProvider>(clock));
        var link = new { link = (await File.ReadAllTextAsync(node.Services.GetRequiredService<FirstAdministrator>().File)).Trim().Split('#')[1] };
        (await node.Nobody.PostAsJsonAsync("/sign-up/link", link)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        clock.Gone = TimeSpan.FromHours(24);
        (await node.Nobody.PostAsJsonAsync("/sign-up/link", link)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_node_that_has_an_account_makes_no_link()
    {
        var node = await RunningNode.StartEmptyAsync();
        await TestAccounts.AddAsync(node, "Adam Strand", Role.Administrator);
        await node.StopAsync();
        File.Delete(Path.Combine(node.Folder, "keys", "first-administrator.txt"));
        await using var again = await RunningNode.StartInAsync(node.Folder);
        File.Exists(again.Services.GetRequiredService<FirstAdministrator>().File).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_purpose_for_accounts_nobody_signs_in_and_the_answer_says_why()
    {
        await using var node = await RunningNode.StartAsync(c => ((JsonObject)c["Catalogue"]!["Purposes"]![3]!)["Keep"] = new JsonObject { ["screen"] = "3.00:00:00" }, "L1,Nadia Choukri,primary,,,,"); // The configuration of tests has four.
        var answer = await node.Nobody.PostAsync("/sign-in/options", null);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Catalogue:Purposes");
    }

    [Theory]
    [InlineData("", "entente=", "secure", false)]
    [InlineData("https://localhost:8443", "__Host-entente=", "secure", true)]
    public async Task The_cookie_of_a_session_is_read_by_no_script_and_sent_to_this_host_alone(string origin, string name, string flag, bool has)
    {
        await using var node = await RunningNode.StartAsync(
            c =>
            {
                var accounts = (JsonObject)c["Accounts"]!; // The configuration of tests has the section.
                (accounts["Demo"], accounts["Origin"]) = (true, origin);
            },
            "L1,Nadia Choukri,primary,,,,");
        var link = (await node.Services.GetRequiredService<DemoLinks>().MakeAsync(CancellationToken.None))[0].Link;
        var signedIn = await node.Nobody.PostAsJsonAsync("/sign-in/link", new { link = link.Split('#')[1] });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith(name);
        cookie.Split("; ").ShouldBeSubsetOf([cookie.Split("; ")[0], "path=/", "httponly", "samesite=strict", flag]);
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.Contains(flag, StringComparison.Ordinal).ShouldBe(has);
        cookie.Split(';')[0].Split('=')[1].Length.ShouldBe(43, "256 bits in base64url");
    }

    [Theory]
    [InlineData("Origin", "http://node.example.org", "Accounts:Origin")]
    [InlineData("Origin", "https://node.example.org/path", "Accounts:Origin")]
    [InlineData("Origin", "node", "Accounts:Origin")]
    [InlineData("IdleLimit", "00:00:10", "Accounts:IdleLimit")]
    [InlineData("AbsoluteLimit", "3.00:00:00", "Accounts:AbsoluteLimit")]
    [InlineData("AbsoluteLimit", "00:10:00", "Accounts:AbsoluteLimit")]
    [InlineData("OpenIdConnect:Authority", "http://provider.example.org", "Accounts:OpenIdConnect:Authority")]
    [InlineData("OpenIdConnect:Authority", "https://provider.example.org", "Accounts:OpenIdConnect:ClientId")]
    [InlineData("OpenIdConnect:ClientSecretFile", "nowhere", "Accounts:OpenIdConnect:ClientSecretFile")]
    public void A_wrong_value_is_refused_and_its_key_named(string key, string value, string named) => FaultOf(new() { [$"Accounts:{key}"] = value }).ShouldContain(named);

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://127.0.0.1:8080;http://10.0.0.5:8080")]
    public void Demo_accounts_are_refused_where_others_reach_the_node(string urls)
    {
        FaultOf(new() { ["Accounts:Demo"] = "true", ["Urls"] = urls }).ShouldContain("Accounts:Demo");
        FaultOf(new() { ["Accounts:Demo"] = "true", ["Urls"] = "http://127.0.0.1:0;http://[::1]:0" }).ShouldBeEmpty();
    }

    private static string FaultOf(Dictionary<string, string?> values)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        foreach (var (key, value) in values)
        {
            configuration[key] = value;
        }

        var options = Microsoft.Extensions.Configuration.ConfigurationBinder.Get<AccountOptions>(configuration.GetSection("Accounts")) ?? new AccountOptions();
        return new AccountOptionsValidator(configuration).Validate(null, options).FailureMessage ?? "";
    }

}
