using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Acceptance.Tests.Accounts;

/// <summary>How the node is, and what was done, in a real browser.</summary>
public sealed class OversightPagesTests(Chromium chromium)
{
    private const string Listed = "L1,Nadia Choukri,primary,1991-03-06,MAR,F,";

    [Fact]
    public async Task Health_turns_red_by_itself_and_says_what_to_do()
    {
        var clock = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(c => c["Border"] = BorderCalls.Posts(), services => services.AddSingleton<TimeProvider>(clock), Listed);
        await using var administrator = await chromium.VisitAsync(node, "Adam Strand", Role.Administrator);
        await UntilAttestedAsync(node);
        await administrator.GoAsync("/desk/health");
        await administrator.UntilSaysAsync("The clock goes right");
        await administrator.ShowAsync("administrator-health");
        (await administrator.Page.Locator(".verdict.is-bad").CountAsync()).ShouldBe(0);

        clock.By = TimeSpan.FromMinutes(20);
        await administrator.UntilSaysAsync("Something does not work");
        await administrator.UntilSaysAsync("Set the clock of this machine right.", ".health li.is-bad");
        await administrator.ShouldBeAccessibleAsync();
        clock.By = TimeSpan.Zero;
        await administrator.Page.Locator(".verdict.is-bad").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_list_that_is_gone_is_to_be_heeded_and_the_state_before_stays_in_force()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await node.RemoveListAsync();
        using var officer = await node.SignInAsync("Amina Haddad", Role.Officer);
        var page = await officer.GetStringAsync("/desk/health");
        page.ShouldContain("Put the file back");
        page.ShouldContain("is-heed");
    }

    [Fact]
    public async Task A_page_that_asks_by_itself_makes_no_session_last()
    {
        var clock = new ShiftedTime();
        await using var node = await RunningNode.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(clock), Listed);
        using var administrator = await node.SignInAsync("Adam Strand", Role.Administrator);
        (await administrator.GetAsync("/desk/health")).EnsureSuccessStatusCode();
        for (var minutes = 0; minutes < 40; minutes += 10)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/desk/health/lines") { Headers = { { "Entente-Live", "true" } } };
            (await administrator.SendAsync(request)).IsSuccessStatusCode.ShouldBe(minutes < 30, $"{minutes} minutes");
            clock.Gone += TimeSpan.FromMinutes(10);
        }
    }

    [Fact]
    public async Task An_inspector_finds_a_decision_in_the_record_by_name_act_day_and_subject_and_sees_that_it_is_proven()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await BorderCalls.SendAsync(node, Flight.Message());
        var encounter = (await BorderCalls.EncountersAsync(node))[0].GetProperty("state").GetProperty("id").GetString() ?? "";
        using var officer = await node.SignInAsync("Amina Haddad", Role.Officer);
        (await officer.PostAsync($"/encounters/{encounter}/take", null)).EnsureSuccessStatusCode();
        var body = new { conclusion = "not-this-person", measure = "let-pass", reason = "other-parents" };
        (await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(officer, $"/encounters/{encounter}/decide", body)).EnsureSuccessStatusCode();
        await UntilAttestedAsync(node);

        await using var inspector = await chromium.VisitAsync(node, "Ines Petrov", Role.Inspector);
        await inspector.GoAsync("/");
        await inspector.UntilAtAsync("/desk/record");
        await inspector.PressAsync("f");
        await inspector.Page.Keyboard.TypeAsync("haddad");
        await inspector.PressAsync("Enter");
        await inspector.UntilSaysAsync("decided an encounter", ".record");
        (await inspector.TextAsync(".record tbody")).ShouldNotContain("Ines Petrov");

        await inspector.Page.SelectOptionAsync("select[name=action]", ActionCode.EncounterDecided);
        await inspector.UntilAtAsync("/desk/record", "action=encounter.decided");
        await inspector.ReadyAsync();
        var row = inspector.Page.Locator(".record tbody tr");
        (await row.CountAsync()).ShouldBe(1);
        (await row.InnerTextAsync()).ShouldContain("proven");
        (await row.InnerTextAsync()).ShouldContain(encounter);
        await row.Locator("summary").ClickAsync();
        (await row.InnerTextAsync()).ShouldContain("other-parents");
        await inspector.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = encounter }).ClickAsync();
        await inspector.UntilSaysAsync("took an encounter", ".record");
        (await inspector.TextAsync()).ShouldContain("entente verify");

        using var reader = await node.SignInAsync("Ida Okafor", Role.Inspector);
        var today = DateTimeOffset.UtcNow;
        (await reader.GetStringAsync($"/desk/record?action=encounter.decided&day={today:yyyy-MM-dd}")).ShouldContain(encounter);
        (await reader.GetStringAsync($"/desk/record?action=encounter.decided&day={today.AddDays(-1):yyyy-MM-dd}")).ShouldContain("Nothing was found");
        (await reader.GetStringAsync("/desk/record?day=yesterday")).ShouldContain("That is no day");
    }

    [Fact]
    public async Task An_entry_that_was_changed_behind_the_nodes_back_is_shown_as_another_than_was_attested()
    {
        await using var node = await BorderCalls.StartAsync(Listed);
        await UntilAttestedAsync(node);
        using (var connection = node.Services.GetRequiredService<Database>().Open())
        {
            var entry = connection.ExecuteScalar<byte[]>("SELECT entry FROM ledger_entry WHERE sequence = 0") ?? [];
            entry[^2] ^= 1;
            connection.Execute("UPDATE ledger_entry SET entry = @entry WHERE sequence = 0", new { entry });
        }

        using var inspector = await node.SignInAsync("Ines Petrov", Role.Inspector);
        var page = await inspector.GetStringAsync("/desk/record");
        page.ShouldContain("another entry was attested");
        page.ShouldContain("Leave everything as it is");
    }

    [Fact]
    public async Task Rules_that_were_in_force_before_are_named_with_what_changed_and_a_name_that_was_looked_for_is_not_recorded()
    {
        await using var node = await RunningNode.StartAsync(Listed);
        await node.StopAsync();
        var file = Path.Combine(node.Folder, "entente.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\"Demo\":true", "\"Demo\":true,\"IdleLimit\":\"00:20:00\"", StringComparison.Ordinal));
        await using var other = await RunningNode.StartInAsync(node.Folder);
        using var inspector = await other.SignInAsync("Ines Petrov", Role.Inspector);
        (await BorderCalls.UntilAsync(async () => (await inspector.GetStringAsync("/desk/policy")).Contains("then changed: tokens and sessions", StringComparison.Ordinal))).ShouldBeTrue();
        (await inspector.GetStringAsync("/desk/policy")).ShouldContain("A session ends when nothing was asked for 20 minutes.");
        await inspector.GetStringAsync("/desk/record?actor=petrov");
        (await inspector.GetStringAsync("/record?action=record.read")).ShouldNotContain("petrov", Case.Insensitive);
    }

    /// <summary>Waits until a checkpoint reaches every entry there is.</summary>
    private static async Task UntilAttestedAsync(RunningNode node) => (await BorderCalls.UntilAsync(() => Task.FromResult(
        LatestCheckpoint.Read(node.Services.GetRequiredService<DataFolder>())?.Checkpoint.Size >= TestAccounts.Value<long>(node, "SELECT count(*) FROM ledger_entry")))).ShouldBeTrue();
}
