using System.Net;
using System.Text.Json;
using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Accounts;

/// <summary>The pages on which two administrators run accounts, and what everybody reads of the node, in a real browser.</summary>
public sealed class AdministrationPagesTests(Chromium chromium)
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task One_administrator_invites_and_proposes_a_role_and_a_second_one_confirms_it_by_keyboard_alone()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var first = await chromium.VisitAsync(node, "Adam Strand", Role.Administrator);
        await using var second = await chromium.VisitAsync(node, "Adele Mbaye", Role.Administrator);

        await first.GoAsync("/");
        await first.UntilAtAsync("/desk/accounts");
        await first.PressAsync("i", "Tab");
        await first.Page.Keyboard.TypeAsync("Amina Haddad");
        await first.PressAsync("Enter");
        await first.UntilSaysAsync("Amina Haddad", "h1");
        var link = await first.Page.InputValueAsync("#link-made");
        link.ShouldContain("/sign-up#");
        await first.ShowAsync("administrator-account");
        await first.PressAsync("r", "o", "Tab", "Enter");
        await first.UntilSaysAsync("Another administrator confirms it.");
        // A link is shown once.
        await Assertions.Expect(first.Page.Locator("#link-made")).ToHaveCountAsync(0);
        (await first.Page.Locator("[data-key=a]").CountAsync()).ShouldBe(0, "Whoever proposed does not confirm.");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account_role WHERE role = 'officer'").ShouldBe(0);

        await second.GoAsync("/desk/accounts");
        await second.UntilSaysAsync("Waiting for the second administrator");
        await second.ShowAsync("administrator-accounts");
        await second.PressAsync("Enter");
        await second.UntilSaysAsync("Amina Haddad", "h1");
        await second.PressAsync("a");
        await second.UntilSaysAsync("confirmed by Adele Mbaye");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account_role WHERE role = 'officer' AND ended IS NULL").ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_is_locked_ends_at_once_and_what_the_rules_forbid_is_refused_in_words_with_what_was_typed()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var first = await chromium.VisitAsync(node, "Adam Strand", Role.Administrator);
        await using var officer = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await TestAccounts.AddAsync(node, "Adele Mbaye", Role.Administrator);
        var amina = TestAccounts.Value<string>(node, "SELECT account_id FROM account_role WHERE role = 'officer'");
        var adam = TestAccounts.Value<string>(node, "SELECT account_id FROM account_role WHERE role = 'administrator' ORDER BY since LIMIT 1");

        await first.GoAsync($"/desk/accounts/{amina}");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await first.UntilSaysAsync("locked", ".state");
        await officer.GoAsync("/desk/queue");
        await officer.UntilAtAsync("/sign-in");

        await first.GoAsync($"/desk/accounts/{adam}");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await first.UntilSaysAsync("Fewer than two administrators", "[role=alert]");

        await first.GoAsync("/desk/accounts");
        await first.PressAsync("i", "Tab");
        await first.Page.Keyboard.InsertTextAsync("Olive\u202Esirref");
        await first.PressAsync("Enter");
        await first.UntilSaysAsync("without signs that nobody sees", "[role=alert]");
        (await first.Page.InputValueAsync("#invite-name")).ShouldBe("Olive\u202Esirref");
    }

    [Fact]
    public async Task An_administrator_sees_no_case_content_on_any_page()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        var encounter = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString();
        await BorderCalls.DecideAsync(node, encounter ?? "", "not-this-person", "let-pass", "other-parents");
        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        foreach (var path in (string[])["/desk/accounts", "/desk/tokens", "/desk/purposes", "/desk/policy", "/desk/health", "/desk/health/lines", "/account"])
        {
            var page = await administrator.GetStringAsync(path);
            page.ShouldNotContain("CHOUKRI", Case.Insensitive, path);
            page.ShouldNotContain(encounter ?? "", Case.Sensitive, path);
            page.ShouldNotContain("/desk/queue", Case.Sensitive, path);
        }

        foreach (var path in (string[])["/desk/queue", $"/desk/encounters/{encounter}", "/desk/counter", "/desk/crossings", "/desk/record", "/record"])
        {
            (await administrator.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task A_token_that_is_used_is_known_to_be_and_its_secret_and_hash_are_not_shown()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        var before = await administrator.GetStringAsync("/desk/tokens");
        before.ShouldNotContain(NewToken.HashOf("match"));
        before.ShouldContain("send passenger lists");
        Count(before, "not since the start").ShouldBe(Scope.All.Count + 1);
        using var machine = node.With("match");
        await machine.GetAsync("/catalog");
        Count(await administrator.GetStringAsync("/desk/tokens"), "not since the start").ShouldBe(Scope.All.Count);
    }

    [Fact]
    public async Task Accounts_are_found_by_name_and_state_and_paged()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        for (var i = 0; i < 55; i++)
        {
            await TestAccounts.AddAsync(node, $"Person {i:00}", Role.Officer);
        }

        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        var first = await administrator.GetStringAsync("/desk/accounts");
        first.ShouldContain("Person 49");
        first.ShouldNotContain("Person 50");
        (await administrator.GetStringAsync("/desk/accounts?page=1")).ShouldContain("Person 54");
        var found = await administrator.GetStringAsync("/desk/accounts?q=person+51");
        found.ShouldContain("Person 51");
        found.ShouldNotContain("Person 50");
        (await administrator.GetStringAsync("/desk/accounts?state=administrator")).ShouldNotContain("Person 01");
        (await administrator.GetStringAsync("/desk/accounts?q=nobody")).ShouldContain("No account fits");
    }

    [Theory]
    [InlineData("en", false, 1280)]
    [InlineData("ar", true, 1280)]
    [InlineData("fr", false, 390)]
    [InlineData("ar", true, 390)]
    public async Task Every_page_is_accessible_in_light_and_dark_wide_and_on_a_phone_whatever_people_are_called(string language, bool dark, int width)
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await using var administrator = await chromium.VisitAsync(node, "Adam Strand", Role.Administrator, new Look(language, dark, width));
        string[] hostile = ["<script>alert(1)</script>", "Olive\u202Esirref", "Om\u200Bar\u200D", new string('W', 10_000)];
        var ids = new List<string>();
        foreach (var name in hostile)
        {
            ids.Add(await TestAccounts.AddAsync(node, name, Role.Officer));
        }

        using var second = await node.SignInAsync("<b>Adele", Role.Administrator);
        (await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(second, $"/accounts/{ids[0]}/changes", new { kind = "recover" })).EnsureSuccessStatusCode();
        string[] paths = ["/desk/accounts", .. ids.Select(id => $"/desk/accounts/{id}"), "/desk/accounts/none", "/desk/tokens", "/desk/purposes", "/desk/policy", "/desk/health", "/account"];
        foreach (var path in paths)
        {
            await administrator.GoAsync(path);
            await administrator.ShouldBeAccessibleAsync();
        }

        (await administrator.Page.EvaluateAsync<int>("document.querySelectorAll('main script').length")).ShouldBe(0);
        await using var inspector = await chromium.VisitAsync(node, hostile[0], Role.Inspector, new Look(language, dark, width));
        await inspector.GoAsync("/");
        await inspector.UntilAtAsync("/desk/record");
        await inspector.ShouldBeAccessibleAsync();
        (await inspector.TextAsync()).ShouldContain("<script>alert(1)</script>");
        await using var nobody = await chromium.VisitAsync(node, new Look(language, dark, width));
        foreach (var path in (string[])["/sign-in", "/sign-up#nothing", "/recover"])
        {
            await nobody.GoAsync(path);
            await nobody.ShouldBeAccessibleAsync();
        }
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("fr", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("es", "ltr")]
    public async Task Every_page_is_there_in_every_language_and_light(string language, string direction)
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        using var inspector = await node.SignInAsync("Ines Petrov", Role.Inspector);
        using var nobody = TestAccounts.Browser(node, null);
        foreach (var (client, path) in (IEnumerable<(HttpClient, string)>)[
            (nobody, "/sign-in"), (nobody, "/sign-up"), (nobody, "/recover"), (inspector, "/desk/record"),
            .. ((string[])["/account", "/desk/accounts", "/desk/tokens", "/desk/purposes", "/desk/policy", "/desk/health"]).Select(p => (administrator, p))])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var page = await response.Content.ReadAsStringAsync();
            page.ShouldContain($"lang=\"{language}\" dir=\"{direction}\"");
            page.ShouldNotContain("style=", Case.Sensitive, path);
            Compressed(page).ShouldBeLessThan(30_000, path);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static long Compressed(string page)
    {
        using var to = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(to, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(System.Text.Encoding.UTF8.GetBytes(page));
        }

        return to.Length;
    }
}
