using Entente.Node.Accounts;
using Entente.Node.Accounts.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests.Accounts;

/// <summary>From the link of the first administrator to the first page, by somebody who reads Arabic on a phone; the language of whoever has not signed in.</summary>
public sealed class FirstStartTests(Chromium chromium)
{
    [Fact]
    public async Task The_first_administrator_takes_up_his_account_in_Arabic_on_a_phone()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        await using var browser = await chromium.VisitAsync(node, new Look("en", Dark: true, Width: 390, Height: 844));
        await browser.AddAuthenticatorAsync();
        await browser.GoAsync((await File.ReadAllTextAsync(node.Services.GetRequiredService<FirstAdministrator>().File)).Trim());
        browser.Page.Url.ShouldNotContain("#");

        // The link outlives the choice of another language.
        await browser.Page.SelectOptionAsync("#language", "ar");
        await browser.Page.Locator("html[lang=ar][dir=rtl]").WaitForAsync();
        await browser.ReadyAsync();
        await browser.Page.FillAsync("input[name=name]", "نادية الشكري");
        await browser.Page.FillAsync("input[name=label]", "هاتف العمل");
        await browser.ShouldBeAccessibleAsync();
        await browser.Page.ClickAsync("form.passkey button");
        await browser.Page.Locator(".codes li").First.WaitForAsync();
        await browser.ShouldBeAccessibleAsync();
        await browser.Page.ClickAsync(".kept");
        await browser.UntilAtAsync("/desk/accounts");
        (await browser.TextAsync()).ShouldContain("دعوة شخص");
        (await browser.TextAsync()).ShouldContain("نادية الشكري");
        await browser.Page.ClickAsync("a.desk-name");
        await browser.UntilAtAsync("/account");
        (await browser.TextAsync()).ShouldContain("هاتف العمل");
        await browser.ShouldBeAccessibleAsync();
    }

    [Theory]
    [InlineData("fr", "Connexion", "Ce lien a été utilisé")]
    [InlineData("es", "Iniciar sesión", "Este enlace ya se usó")]
    [InlineData("ar", "تسجيل الدخول", "هذا الرابط استُخدم")]
    public async Task Whoever_has_not_signed_in_chooses_his_language_and_is_told_in_it_what_went_wrong(string language, string title, string said)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var browser = await chromium.VisitAsync(node);
        await browser.GoAsync("/sign-in");
        if (language == "fr")
        {
            await browser.ShowAsync("sign-in");
        }

        await browser.Page.SelectOptionAsync("#language", language);
        await browser.UntilSaysAsync(title, "h1");
        await browser.GoAsync("/sign-up#guessed");
        await browser.UntilSaysAsync(said, ".flow-said");
    }

    [Fact]
    public async Task Somebody_whose_account_others_have_changed_is_told_on_every_page_until_he_has_read_it()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,,,,");
        await using var officer = await chromium.VisitAsync(node, "Amina Haddad", Role.Officer);
        await officer.GoAsync("/desk/queue");
        await officer.UntilSaysAsync("Unread notices: 1", ".desk-who");
        await officer.Page.ClickAsync(".desk-unread");
        await officer.UntilAtAsync("/account");
        await officer.UntilSaysAsync("You were given the role officer.");
        await officer.Page.ClickAsync("[data-post='/account/notices/read']");
        await officer.Page.Locator(".desk-unread").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/sign-in/../..//attacker.example")]
    public async Task A_choice_of_language_leads_to_no_other_site(string back)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var stranger = TestAccounts.Browser(node, null);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = "fr", ["back"] = back });
        var answer = await stranger.PostAsync("/desk/language", form);
        var here = node.Nobody.BaseAddress ?? throw new InvalidOperationException("A node has an address.");
        new Uri(here, answer.Headers.Location?.ToString() ?? "").Host.ShouldBe(here.Host);
    }
}
