using Entente.Node.Accounts;
using Entente.Node.Accounts.SignIn;
using Microsoft.Extensions.DependencyInjection;
namespace Entente.Acceptance.Tests.Accounts;
public sealed class ZzLookTests(Chromium chromium)
{
    [Fact]
    public async Task Look()
    {
        await using var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        await BorderCalls.SendAsync(node, Flight.Message());
        foreach (var (n, r) in new[] { ("Olive Ferris", "officer"), ("Samir Oukaci", "supervisor"), ("Ana Lisboa", "analyst"), ("نادية الشكري", "officer"), ("Lena Okafor", "liaison") }) { var a = await TestAccounts.AddAsync(node, n, r); await TestAccounts.BeginAsync(node, a); }
        var amina = await TestAccounts.AddAsync(node, "Amina Haddad");
        using var second = await node.SignInAsync("Adele Mbaye", Role.Administrator);
        await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(second, $"/accounts/{amina}/changes", new { kind = "grant", role = "officer" });
        foreach (var (look, tag) in new[] { (new Look(), "en"), (new Look("ar", true), "ar"), (new Look("fr", false, 390, 844), "fr") })
        {
            await using var adm = await chromium.VisitAsync(node, "Adam Strand", Role.Administrator, look);
            foreach (var (p, n) in new[] { ("/desk/accounts", "accounts"), ($"/desk/accounts/{amina}", "account"), ("/desk/tokens", "tokens"), ("/desk/purposes", "purposes"), ("/desk/policy", "policy"), ("/desk/health", "health"), ("/account", "own") })
            {
                await adm.GoAsync(p);
                await adm.Page.ScreenshotAsync(new() { Path = $"/tmp/w/admin-{tag}-{n}.png", FullPage = tag != "fr" });
            }
            await using var ins = await chromium.VisitAsync(node, "Ines Petrov", Role.Inspector, look);
            await ins.GoAsync("/desk/record");
            await ins.Page.ScreenshotAsync(new() { Path = $"/tmp/w/admin-{tag}-record.png", FullPage = tag != "fr" });
            await using var nob = await chromium.VisitAsync(node, look);
            await nob.GoAsync("/sign-in");
            await nob.Page.ScreenshotAsync(new() { Path = $"/tmp/w/admin-{tag}-signin.png" });
            await nob.GoAsync("/sign-up#x");
            await nob.Page.ScreenshotAsync(new() { Path = $"/tmp/w/admin-{tag}-signup.png" });
        }
    }
}
