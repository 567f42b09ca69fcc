using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Entente.Node.Accounts;
using Entente.Node.Accounts.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests;

/// <summary>The pages in a real browser, from the link of the first administrator on.</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_administrator_signs_up_by_the_link_signs_out_signs_in_and_comes_back_by_a_recovery_code()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        await using var browser = await VisitAsync(node);
        var file = node.Services.GetRequiredService<FirstAdministrator>().File;
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var link = (await File.ReadAllTextAsync(file)).Trim();

        var codes = await SignUpAsync(browser, link, "Adam Strand");
        codes.Distinct().Count().ShouldBe(10);
        File.Exists(file).ShouldBeFalse();
        (await browser.TextAsync("main")).ShouldContain("administrator");

        await SignOutAsync(browser);
        await SignInAsync(browser);
        (await browser.TextAsync("body")).ShouldContain("With a passkey");
        (await browser.TextAsync("body")).ShouldNotContain(codes[0]);

        await SignOutAsync(browser);
        await browser.GoAsync(Address(node, "/recover"));
        await ForgetPasskeysAsync(browser);
        await browser.Page.FillAsync("input[name=code]", codes[3].ToLowerInvariant().Replace('-', ' '));
        await browser.Page.ClickAsync("form.passkey button");
        await ToAccountAsync(browser);
        (await browser.TextAsync("body")).ShouldContain("One of your recovery codes was used");
        (await browser.TextAsync("body")).ShouldContain("Recovery codes left: 9");

        await SignOutAsync(browser);
        await SignInAsync(browser);
    }

    [Fact]
    public async Task The_link_of_the_first_administrator_opens_one_account_and_no_second()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var link = (await File.ReadAllTextAsync(node.Services.GetRequiredService<FirstAdministrator>().File)).Trim();
        await using var browser = await VisitAsync(node);
        await SignUpAsync(browser, link, "Adam Strand");
        await browser.GoAsync(link);
        (await browser.TextAsync(".flow-said")).ShouldContain("has been used");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account").ShouldBe(1);
    }

    [Fact]
    public async Task A_recovery_that_two_administrators_agreed_on_gives_a_new_passkey_and_ends_the_old()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        using var first = await node.SignInAsync("Adam Strand", Role.Administrator);
        using var second = await node.SignInAsync("Adele Mbaye", Role.Administrator);
        var invitation = await AnswerAsync(await first.PostAsJsonAsync("/accounts", new { name = "Amina Haddad" }));
        var amina = invitation.GetProperty("id").GetString();

        await using var browser = await VisitAsync(node);
        await SignUpAsync(browser, invitation.GetProperty("link").GetString()!, null); // An invitation has a link.
        (await browser.TextAsync("main")).ShouldContain("Amina Haddad");
        var before = TestAccounts.Value<string>(node, "SELECT credential FROM account_passkey");

        var change = (await AnswerAsync(await first.PostAsJsonAsync($"/accounts/{amina}/changes", new { kind = "recover" }))).GetProperty("id").GetString();
        var confirmed = await AnswerAsync(await second.PostAsync($"/accounts/changes/{change}/confirm", null));
        await browser.GoAsync(Address(node, "/account"));
        (await browser.TextAsync("body")).ShouldContain("Two administrators had your account recovered.");
        await ForgetPasskeysAsync(browser);
        await SignUpAsync(browser, confirmed.GetProperty("link").GetString()!, null); // A recovery has a link.
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account_passkey").ShouldBe(1);
        TestAccounts.Value<string>(node, "SELECT credential FROM account_passkey").ShouldNotBe(before);
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account_recovery_code").ShouldBe(10);
    }

    [Fact]
    public async Task The_holder_adds_and_removes_passkeys_and_keeps_the_last()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var link = (await File.ReadAllTextAsync(node.Services.GetRequiredService<FirstAdministrator>().File)).Trim();
        await using var browser = await VisitAsync(node);
        await SignUpAsync(browser, link, "Adam <b>Strand</b>");
        (await browser.TextAsync("h1")).ShouldBe("Adam <b>Strand</b>");
        (await browser.TextAsync("#passkeys")).ShouldNotContain("Remove");

        // A device does not take a second passkey of one account; another one does.
        await ForgetPasskeysAsync(browser);
        await browser.Page.ClickAsync("#passkeys summary");
        await browser.Page.FillAsync("form.passkey input[name=label]", "security key");
        await browser.Page.ClickAsync("form.passkey button");
        await browser.UntilSaysAsync("security key");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account_passkey").ShouldBe(2);
        await browser.Page.Locator("[data-post*='/remove']").First.ClickAsync();
        await browser.Page.Locator("[data-post*='/remove']").First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        TestAccounts.Value<long>(node, "SELECT count(*) FROM account_passkey").ShouldBe(1);
        (await browser.TextAsync("body")).ShouldContain("security key");
    }

    private static async Task<IReadOnlyList<string>> SignUpAsync(Visitor browser, string link, string? name)
    {
        await browser.GoAsync(link);
        if (name is not null)
        {
            await browser.Page.FillAsync("input[name=name]", name);
        }

        await browser.Page.FillAsync("input[name=label]", "work phone");
        await browser.Page.ClickAsync("form.passkey button");
        await browser.Page.Locator(".codes").WaitForAsync();
        var codes = (await browser.TextAsync(".codes ol")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        codes.Length.ShouldBe(10);
        await browser.Page.ClickAsync(".kept");
        await ToAccountAsync(browser);
        return codes;
    }

    private static async Task SignInAsync(Visitor browser)
    {
        await browser.Page.ClickAsync("form.passkey button");
        await ToAccountAsync(browser);
    }

    /// <summary>Whoever has signed in comes to where his work begins, and goes to his account from there.</summary>
    private static async Task ToAccountAsync(Visitor browser)
    {
        await browser.Page.Locator("a.desk-name").WaitForAsync();
        await browser.Page.ClickAsync("a.desk-name");
        await browser.UntilAtAsync("/account");
    }

    private static async Task SignOutAsync(Visitor browser)
    {
        await browser.Page.ClickAsync("[data-post='/account/sign-out']");
        await browser.UntilAtAsync("/sign-in");
    }

    /// <summary>As if the device were lost: another authenticator, without any passkey.</summary>
    private static async Task ForgetPasskeysAsync(Visitor browser)
    {
        await browser.Protocol().SendAsync("WebAuthn.disable");
        await browser.AddAuthenticatorAsync();
    }

    private async Task<Visitor> VisitAsync(RunningNode node)
    {
        var visitor = await chromium.VisitAsync(node);
        await visitor.AddAuthenticatorAsync();
        return visitor;
    }

    private static string Address(RunningNode node, string path) => node.Services.GetRequiredService<PublicOrigin>().To(path);

    private static async Task<JsonElement> AnswerAsync(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
