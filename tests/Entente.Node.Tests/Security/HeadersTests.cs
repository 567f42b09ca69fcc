using System.Net;
using System.Text;
using Entente.Node.Accounts;
using Entente.Node.Tests.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Security;

public sealed class HeadersTests
{
    [Fact]
    public async Task Every_answer_is_kept_by_nobody_guessed_by_nobody_and_framed_by_nobody_errors_among_them()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var match = node.With("match");
        var json = (string text) => new StringContent(text, Encoding.UTF8, "application/json");
        HttpResponseMessage[] answers =
        [
            await node.Nobody.GetAsync("/healthz"), await node.Nobody.GetAsync("/sign-in"), await node.Nobody.GetAsync("/recover"), await node.Nobody.GetAsync("/nowhere"), await node.Nobody.GetAsync("/record"),
            await match.GetAsync("/record"), await match.GetAsync("/match/default"), await match.PostAsync("/match/default", json("{")), await node.PostBlanksAsync("match", "/match/default", 2_000_000),
            await match.PostAsync("/match/default", new StringContent("x")), await match.PostAsync("/match/nowhere", json("{\"queries\":{}}")),
        ];
        await node.Services.GetRequiredService<Entente.Node.Oversight.LedgerWriter>().StopAsync(TestContext.Current.CancellationToken);
        answers = [.. answers, await match.PostAsync("/match/default", json("{\"queries\":{\"q\":{\"schema\":\"Person\",\"properties\":{\"name\":[\"Nadia\"]}}}}"))];
        answers[^1].StatusCode.ShouldBe(HttpStatusCode.InternalServerError, "A test of errors needs one.");
        foreach (var answer in answers)
        {
            var name = $"{answer.RequestMessage?.RequestUri?.PathAndQuery} {(int)answer.StatusCode}";
            answer.Headers.CacheControl?.NoStore.ShouldBeTrue(name);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], name);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'", customMessage: name);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"], name);
            answer.Headers.Contains("Server").ShouldBeFalse(name);
        }
    }

    [Fact]
    public async Task No_other_site_has_anything_changed_for_somebody_who_is_signed_in_on_any_route()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var secret = await TestAccounts.BeginAsync(node, await TestAccounts.AddAsync(node, "Amina Haddad", Role.Officer, Role.Supervisor, Role.Analyst));
        var routes = (await DescribedRoute.AllAsync(node)).Where(r => r.Method != "GET").ToList();
        routes.Count.ShouldBeGreaterThan(40);
        foreach (var route in routes)
        {
            foreach (var type in (string[])["text/plain", "application/x-www-form-urlencoded", "application/json"])
            {
                using var request = route.Request(new Dictionary<string, string>(StringComparer.Ordinal), route.Body()?.ToJsonString() ?? "");
                request.Content = new StringContent(route.Body()?.ToJsonString() ?? "", Encoding.UTF8, type);
                request.Headers.Add("Cookie", $"entente={secret}");
                request.Headers.Add("Origin", "https://attacker.example");
                (await node.Nobody.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{route.Name} {type}");
            }
        }
    }
}
