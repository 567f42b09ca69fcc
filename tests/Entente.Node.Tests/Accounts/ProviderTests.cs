using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;

namespace Entente.Node.Tests.Accounts;

public sealed class ProviderTests
{
    [Fact]
    public async Task Somebody_whom_two_administrators_have_linked_signs_in_through_the_provider()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var node = await StartAsync(provider);
        await LinkAsync(node);
        using var browser = Browser(node);
        var back = await browser.GetAsync("/sign-in/provider");
        back.StatusCode.ShouldBe(HttpStatusCode.OK, await back.Content.ReadAsStringAsync());
        (await browser.GetStringAsync("/account")).ShouldContain("Amina Haddad");
        (await browser.GetStringAsync("/account")).ShouldContain("Through your service");
    }

    [Fact]
    public async Task Somebody_whom_nobody_has_linked_gets_no_account()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var node = await StartAsync(provider);
        using var browser = Browser(node);
        (await browser.GetAsync("/sign-in/provider")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account").ShouldBe(0);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("nonce")]
    [InlineData("expiry")]
    [InlineData("none")]
    public async Task An_ID_token_that_does_not_hold_signs_nobody_in(string lie)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var node = await StartAsync(provider);
        await LinkAsync(node);
        provider.Lie = lie;
        using var browser = Browser(node);
        (await browser.GetAsync("/sign-in/provider")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await browser.GetAsync("/account/notices")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_return_that_another_browser_began_signs_nobody_in()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var node = await StartAsync(provider);
        await LinkAsync(node);
        using var attacker = Browser(node, follow: false);
        using var toProvider = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var away = (await attacker.GetAsync("/sign-in/provider")).Headers.Location!; // It redirects.
        var back = (await toProvider.GetAsync(away)).Headers.Location!; // So does the provider.
        using var victim = Browser(node);
        (await victim.GetAsync(back)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await attacker.GetAsync(back + "x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task LinkAsync(RunningNode node)
    {
        using var first = await node.SignInAsync("Adam Strand", Role.Administrator);
        using var second = await node.SignInAsync("Adele Mbaye", Role.Administrator);
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad", Role.Officer);
        var proposed = await first.PostAsJsonAsync($"/accounts/{amina}/changes", new { kind = "link-provider", subject = FakeProvider.Subject });
        var change = (await proposed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        (await second.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<RunningNode> StartAsync(FakeProvider provider) =>
        RunningNode.StartAsync(
            c => ((JsonObject)c["Accounts"]!)["OpenIdConnect"] = new JsonObject { ["Authority"] = provider.Issuer, ["ClientId"] = FakeProvider.Client, ["ClientSecretFile"] = provider.SecretFile }, // The configuration of tests has the section.
            "L1,Nadia Choukri,primary,,,,");

    private static HttpClient Browser(RunningNode node, bool follow = true) =>
        new(new HttpClientHandler { AllowAutoRedirect = follow }) { BaseAddress = new Uri($"http://localhost:{node.Nobody.BaseAddress!.Port}") }; // A running node has an address.
}
