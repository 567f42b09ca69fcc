using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Entente.Node.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Accounts;

public sealed class SessionTests
{
    [Fact]
    public async Task Somebody_who_is_signed_in_reaches_what_the_roles_open_and_no_more()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = await node.SignInAsync("Amina Haddad", Role.Officer);
        (await officer.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.GetAsync("/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_administrator_sees_no_case_content()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        (await administrator.GetAsync("/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Permission.All.Where(p => p.Roles.Contains(Role.Administrator)).ShouldBe([Permission.ReadRules, Permission.ReadTokens, Permission.Hear, Permission.Administer, Permission.Partners, Permission.ReadPartners, Permission.ProposeTerms, Permission.ConfirmTerms, Permission.Suspend]);
    }

    [Fact]
    public async Task A_new_session_ends_the_one_that_the_browser_had_before()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var account = await TestAccounts.AddAsync(node, "Amina Haddad", Role.Officer);
        var planted = await TestAccounts.BeginAsync(node, await TestAccounts.AddAsync(node, "Mallory", Role.Officer));
        var own = await TestAccounts.BeginAsync(node, account, before: planted);
        own.ShouldNotBe(planted);
        (await StatusAsync(node, planted)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(node, own)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_that_nobody_began_is_none()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        (await StatusAsync(node, "chosen-by-an-attacker")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(node, Secret.HashOf("x"))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_database_holds_the_hash_of_a_session_and_not_its_secret()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var secret = await TestAccounts.BeginAsync(node, await TestAccounts.AddAsync(node, "Amina Haddad"));
        var hash = TestAccounts.Value<string>(node, "SELECT hash FROM account_session")!; // One session was begun.
        hash.ShouldBe(Secret.HashOf(secret));
        (await StatusAsync(node, hash)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_when_nothing_is_asked_for_too_long_and_at_its_limit_whatever_is_asked()
    {
        var clock = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(clock), "L1,Nadia Choukri,primary,,,,");
        var account = await TestAccounts.AddAsync(node, "Amina Haddad");
        var idle = await TestAccounts.BeginAsync(node, account);
        var busy = await TestAccounts.BeginAsync(node, account);
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            (await StatusAsync(node, busy)).ShouldBe(HttpStatusCode.OK);
            clock.Gone += TimeSpan.FromMinutes(20);
        }

        (await StatusAsync(node, busy)).ShouldBe(HttpStatusCode.Unauthorized);
        clock.Gone -= TimeSpan.FromHours(12) - TimeSpan.FromMinutes(29);
        (await StatusAsync(node, idle)).ShouldBe(HttpStatusCode.OK);
        clock.Gone += TimeSpan.FromMinutes(31);
        (await StatusAsync(node, idle)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_signing_out_everywhere_ends_all()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var account = await TestAccounts.AddAsync(node, "Amina Haddad");
        string[] secrets = [await TestAccounts.BeginAsync(node, account), await TestAccounts.BeginAsync(node, account), await TestAccounts.BeginAsync(node, account)];
        (await PostAsync(node, secrets[0], "/account/sign-out")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(node, secrets[0])).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(node, secrets[1])).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(node, secrets[1], "/account/sign-out-everywhere")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(node, secrets[1])).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(node, secrets[2])).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var other = await TestAccounts.BeginAsync(node, await TestAccounts.AddAsync(node, "Omar"));
        var id = TestAccounts.Value<string>(node, "SELECT id FROM account_session");
        using var amina = await node.SignInAsync("Amina Haddad", Role.Officer);
        (await amina.PostAsync($"/account/sessions/{id}/end", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(node, other)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, "https://attacker.example")]
    [InlineData(null, "null")]
    [InlineData(null, null)]
    public async Task A_page_of_another_site_does_nothing_for_somebody_who_is_signed_in(string? site, string? origin)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var secret = await TestAccounts.BeginAsync(node, await TestAccounts.AddAsync(node, "Amina Haddad", Role.Officer));
        foreach (var path in (string[])["/account/sign-out", "/match/default", "/account/recovery-codes"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { }), Headers = { { "Cookie", $"entente={secret}" } } };
            AddIf(request, "Sec-Fetch-Site", site);
            AddIf(request, "Origin", origin);
            (await node.Nobody.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await StatusAsync(node, secret)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_of_another_site_signs_nobody_in()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/options") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        (await node.Nobody.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_is_taken_from_wherever_it_is_sent_and_is_no_account()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var machine = node.With("match");
        machine.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        (await machine.PostAsJsonAsync("/match/default", new { queries = new { } })).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);
        (await machine.GetAsync("/account/notices")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Passkeys_and_codes_change_only_soon_after_the_sign_in()
    {
        var clock = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(clock), "L1,Nadia Choukri,primary,,,,");
        using var amina = await node.SignInAsync("Amina Haddad", Role.Officer);
        var codes = await (await amina.PostAsync("/account/recovery-codes", null)).Content.ReadFromJsonAsync<JsonElement>();
        codes.GetProperty("recoveryCodes").GetArrayLength().ShouldBe(10);
        clock.Gone += TimeSpan.FromMinutes(11);
        (await amina.PostAsync("/account/recovery-codes", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await amina.PostAsync("/account/passkeys/options", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_page_sends_whoever_is_not_signed_in_to_the_sign_in_and_lets_no_script_of_others_run()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var browser = TestAccounts.Browser(node, null);
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        var sent = await browser.GetAsync("/account");
        (sent.StatusCode, sent.Headers.Location?.ToString()).ShouldBe((HttpStatusCode.Redirect, "/sign-in"));
        foreach (var path in (string[])["/sign-in", "/sign-up", "/recover"])
        {
            var page = await browser.GetAsync(path);
            var policy = page.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            (await page.Content.ReadAsStringAsync()).ShouldNotContain("<script>");
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningNode node, string secret)
    {
        using var client = TestAccounts.Browser(node, secret);
        return (await client.GetAsync("/account/notices")).StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningNode node, string secret, string path)
    {
        using var client = TestAccounts.Browser(node, secret);
        return await client.PostAsync(path, null);
    }

    private static void AddIf(HttpRequestMessage request, string header, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(header, value);
        }
    }

}
