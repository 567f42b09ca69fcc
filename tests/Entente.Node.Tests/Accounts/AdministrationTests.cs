using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Accounts.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Accounts;

public sealed class AdministrationTests
{
    [Fact]
    public async Task One_administrator_alone_grants_no_role()
    {
        await using var node = await StartAsync();
        var (first, _, _) = await AdministratorsAsync(node);
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad");
        var change = await ProposeAsync(first, amina, new { kind = "grant", role = "officer" });
        (await first.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Roles(node, amina).ShouldBe(0);
    }

    [Fact]
    public async Task A_role_counts_from_the_moment_a_second_administrator_confirms_it_and_its_holder_is_told()
    {
        await using var node = await StartAsync();
        var (first, second, _) = await AdministratorsAsync(node);
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad");
        var before = await TestAccounts.BeginAsync(node, amina);
        await ConfirmAsync(second, await ProposeAsync(first, amina, new { kind = "grant", role = "officer" }));

        using var ended = TestAccounts.Browser(node, before);
        (await ended.GetAsync("/account/notices")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var officer = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, amina));
        (await officer.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var notice = (await officer.GetFromJsonAsync<JsonElement>("/account/notices"))[0];
        (notice.GetProperty("code").GetString(), notice.GetProperty("role").GetString(), notice.GetProperty("read").GetBoolean()).ShouldBe(("role-granted", "officer", false));
        (await officer.GetStringAsync("/account")).ShouldContain("You were given the role officer.");
    }

    [Theory]
    [InlineData("Olive\u202Esirref")]
    [InlineData("Olive Ferris\u200B")]
    [InlineData("Olive\nFerris")]
    [InlineData("  ")]
    public async Task A_name_that_shows_as_another_one_than_it_is_makes_no_account(string name)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        (await administrator.PostAsJsonAsync("/accounts", new { name })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.PostAsJsonAsync("/accounts", new { name = "نادیه\u200Cالشکری" })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_takes_effect_once()
    {
        await using var node = await StartAsync();
        var (first, second, third) = await AdministratorsAsync(node);
        var change = await ProposeAsync(first, await TestAccounts.AddAsync(node, "Amina Haddad"), new { kind = "grant", role = "officer" });
        await ConfirmAsync(second, change);
        (await third.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refused_change_takes_no_effect()
    {
        await using var node = await StartAsync();
        var (first, second, _) = await AdministratorsAsync(node);
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad");
        var change = await ProposeAsync(first, amina, new { kind = "grant", role = "officer" });
        (await second.PostAsync($"/accounts/changes/{change}/refuse", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await second.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Roles(node, amina).ShouldBe(0);
    }

    [Fact]
    public async Task What_somebody_proposed_who_is_no_administrator_any_more_is_not_confirmed()
    {
        await using var node = await StartAsync();
        var (_, second, third) = await AdministratorsAsync(node);
        var gone = await TestAccounts.AddAsync(node, "Alba Reyes", Role.Administrator);
        using var proposing = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, gone));
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad");
        var change = await ProposeAsync(proposing, amina, new { kind = "grant", role = "officer" });
        (await third.PostAsync($"/accounts/{gone}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await second.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Roles(node, amina).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_confirms_what_concerns_himself()
    {
        await using var node = await StartAsync();
        var (first, _, _) = await AdministratorsAsync(node);
        var self = await TestAccounts.AddAsync(node, "Alba Reyes", Role.Administrator);
        using var concerned = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, self));
        var change = await ProposeAsync(first, self, new { kind = "recover" });
        (await concerned.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("administrator", "officer")]
    [InlineData("inspector", "administrator")]
    public async Task An_administrator_holds_no_other_role(string held, string wanted)
    {
        await using var node = await StartAsync();
        var (first, _, _) = await AdministratorsAsync(node);
        var account = await TestAccounts.AddAsync(node, "Amina Haddad", held);
        (await first.PostAsJsonAsync($"/accounts/{account}/changes", new { kind = "grant", role = wanted })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Two_roles_that_exclude_each_other_are_not_granted_by_confirming_in_turn()
    {
        await using var node = await StartAsync();
        var (first, second, _) = await AdministratorsAsync(node);
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad");
        var officer = await ProposeAsync(first, amina, new { kind = "grant", role = "officer" });
        var administrator = await ProposeAsync(first, amina, new { kind = "grant", role = "administrator" });
        await ConfirmAsync(second, officer);
        (await second.PostAsync($"/accounts/changes/{administrator}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_lock_ends_sessions_at_once_and_takes_two_to_remove()
    {
        await using var node = await StartAsync();
        var (first, second, _) = await AdministratorsAsync(node);
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad", Role.Officer);
        using var officer = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, amina));
        (await first.PostAsync($"/accounts/{amina}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await officer.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var change = await ProposeAsync(first, amina, new { kind = "unlock" });
        (await first.PostAsync($"/accounts/changes/{change}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await ConfirmAsync(second, change);
        using var again = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, amina));
        (await again.GetFromJsonAsync<JsonElement>("/account/notices")).EnumerateArray().Select(n => n.GetProperty("code").GetString()).ShouldBe(["unlocked", "locked", "role-granted"]);
    }

    [Fact]
    public async Task Two_administrators_who_can_act_always_remain()
    {
        await using var node = await StartAsync();
        string[] ids = [await TestAccounts.AddAsync(node, "Adam", Role.Administrator), await TestAccounts.AddAsync(node, "Adele", Role.Administrator), await TestAccounts.AddAsync(node, "Ana", Role.Administrator)];
        using var first = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, ids[0]));
        using var second = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, ids[1]));
        using var third = TestAccounts.Browser(node, await TestAccounts.BeginAsync(node, ids[2]));
        var withdrawal = await ProposeAsync(first, ids[1], new { kind = "withdraw", role = "administrator" });
        (await first.PostAsync($"/accounts/{ids[2]}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await third.GetAsync("/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await first.PostAsync($"/accounts/{ids[1]}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.PostAsync($"/accounts/changes/{withdrawal}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_second_administrator_is_invited_alone_once_and_never_again()
    {
        await using var node = await StartAsync();
        using var only = await node.SignInAsync("Adam Strand", Role.Administrator);
        (await only.PostAsJsonAsync("/accounts", new { name = "Adele Mbaye", secondAdministrator = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await TestAccounts.AddAsync(node, "Ana Lisboa", Role.Administrator);
        (await only.PostAsJsonAsync("/accounts", new { name = "Third", secondAdministrator = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Everything_that_administrators_do_is_in_the_record_without_a_name()
    {
        await using var node = await StartAsync();
        var (first, second, _) = await AdministratorsAsync(node);
        var invited = await (await first.PostAsJsonAsync("/accounts", new { name = "Amina Haddad" })).Content.ReadFromJsonAsync<JsonElement>();
        var id = invited.GetProperty("id").GetString()!; // An invitation has one.
        await ConfirmAsync(second, await ProposeAsync(first, id, new { kind = "grant", role = "officer" }));
        await first.PostAsync($"/accounts/{id}/sessions/end", null);
        await first.PostAsync($"/accounts/{id}/lock", null);
        using var connection = node.Services.GetRequiredService<Entente.Node.Storage.Database>().Open();
        var record = string.Join('\n', Dapper.SqlMapper.Query<byte[]>(connection, "SELECT entry FROM ledger_entry").Select(System.Text.Encoding.UTF8.GetString));
        foreach (var act in (string[])["account.invited", "account-change.proposed", "account-change.confirmed", "sessions.ended", "account.locked"])
        {
            record.ShouldContain(act);
        }

        record.ShouldNotContain("Haddad");
        record.ShouldNotContain(invited.GetProperty("link").GetString()!.Split('#')[1]); // A link has a secret.
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"kind":"promote"}""")]
    [InlineData("""{"kind":"grant","role":"king"}""")]
    [InlineData("""{"kind":"unlock","role":"officer"}""")]
    [InlineData("""{"kind":"link-provider","subject":"x"}""")]
    public async Task A_change_that_is_none_is_refused_in_words(string body)
    {
        await using var node = await StartAsync();
        var (first, _, _) = await AdministratorsAsync(node);
        var answer = await first.PostAsync("/accounts/x/changes", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("detail");
    }

    [Fact]
    public async Task Whoever_guesses_links_and_recovery_codes_is_held_back()
    {
        await using var node = await StartAsync();
        foreach (var (path, body) in new (string, object)[] { ("/sign-up/link", new { link = "guess" }), ("/recover/options", new { code = "0000-0000-0000-0000-0000" }), ("/sign-in/link", new { link = "guess" }) })
        {
            var answers = new List<HttpStatusCode>();
            for (var guess = 0; guess < 30; guess++)
            {
                answers.Add((await node.Nobody.PostAsJsonAsync(path, body)).StatusCode);
            }

            answers.ShouldAllBe(a => a == HttpStatusCode.NotFound || a == HttpStatusCode.TooManyRequests);
            answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        }
    }

    [Fact]
    public async Task Demo_links_sign_in_once_and_are_not_made_unless_the_configuration_says_so()
    {
        await using var node = await StartAsync(demo: true);
        var links = await node.Services.GetRequiredService<DemoLinks>().MakeAsync(CancellationToken.None);
        links.Select(l => l.Role).Distinct().ShouldBe(Role.All, ignoreOrder: true);
        var link = new { link = links[0].Link.Split('#')[1] };
        using var browser = TestAccounts.Browser(node, null);
        var signedIn = await browser.PostAsJsonAsync("/sign-in/link", link);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        (await browser.GetAsync("/entities/L1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.PostAsJsonAsync("/sign-in/link", link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var serious = await StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => serious.Services.GetRequiredService<DemoLinks>().MakeAsync(CancellationToken.None));
    }

    private static Task<RunningNode> StartAsync(bool demo = false) =>
        RunningNode.StartAsync(c => ((JsonObject)c["Accounts"]!)["Demo"] = demo, "L1,Nadia Choukri,primary,,,,"); // The configuration of tests has the section.

    private static async Task<(HttpClient First, HttpClient Second, HttpClient Third)> AdministratorsAsync(RunningNode node) =>
        (await node.SignInAsync("Adam Strand", Role.Administrator), await node.SignInAsync("Adele Mbaye", Role.Administrator), await node.SignInAsync("Ana Lisboa", Role.Administrator));

    private static async Task<string> ProposeAsync(HttpClient administrator, string account, object change)
    {
        var answer = await administrator.PostAsJsonAsync($"/accounts/{account}/changes", change);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!; // A proposal has an id.
    }

    private static async Task<JsonElement> ConfirmAsync(HttpClient administrator, string change)
    {
        var answer = await administrator.PostAsync($"/accounts/changes/{change}/confirm", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static long Roles(RunningNode node, string account) => TestAccounts.Value<long>(node, "SELECT count(*) FROM account_role WHERE account_id = @account AND ended IS NULL", new { account });
}
