using Entente.Node.Accounts;
using Microsoft.Playwright;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Programme officers of two services agree the minutes of a visit, each at the desk of a node of their own.</summary>
public sealed class AgreeingTests(Chromium chromium)
{
    [Fact]
    public async Task Two_nodes_agree_on_the_minutes_of_a_visit()
    {
        await using var two = await TwoNodes.StartAsync();
        await using var atlas = await chromium.VisitAsync(two[TwoNodes.Atlas], "Nour Benali", Role.Programme);
        await using var dunes = await chromium.VisitAsync(two[TwoNodes.Dunes], "Mariam Diallo", Role.Programme);

        // The host writes the minutes and shares them.
        await atlas.GoAsync("/desk/programme/records/engagement/new");
        await atlas.Page.FillAsync("#title", "Visit of June: minutes");
        await atlas.Page.SelectOptionAsync("#form", "visit");
        await atlas.Page.FillAsync("#readout", "Both sides spoke of courses.");
        await atlas.Page.FillAsync("#handling", "TLP:GREEN");
        await ClickAsync(atlas, "Keep");
        await atlas.UntilSaysAsync("Kept.");
        await atlas.Page.GetByRole(AriaRole.Link, new() { Name = "Share, proposals, signatures" }).ClickAsync();
        await ClickAsync(atlas, "Share with the partner");
        await atlas.UntilSaysAsync("Shared.");
        await two.DeliverAsync();

        // The guest finds them and would have them say more.
        await dunes.GoAsync("/desk/programme/agreeing");
        await dunes.Page.GetByRole(AriaRole.Link, new() { Name = "Visit of June: minutes" }).ClickAsync();
        await dunes.UntilSaysAsync("not agreed yet");
        await dunes.PressAsync("e");
        await dunes.Page.FillAsync("#readout", "Both sides spoke of courses and of ships.");
        await dunes.Page.FillAsync("#proposal-note", "We spoke of ships as well.");
        await ClickAsync(dunes, "Propose it to the owner");
        await dunes.UntilSaysAsync("Proposed; the owner decides.");
        await two.DeliverAsync();

        // The host reads both side by side, and accepts.
        await atlas.GoAsync("/desk/programme/agreeing");
        await atlas.UntilSaysAsync("a proposal of the partner", "#ours");
        await atlas.Page.GetByRole(AriaRole.Link, new() { Name = "Visit of June: minutes" }).ClickAsync();
        await atlas.Page.Locator("#proposals a").ClickAsync();
        await atlas.UntilSaysAsync("We spoke of ships as well.");
        (await atlas.TextAsync("table")).ShouldContain("Both sides spoke of courses and of ships.");
        await atlas.ShowAsync("programme-proposal", whole: true);
        await ClickAsync(atlas, "Accept: it becomes the next version");
        await atlas.UntilSaysAsync("became version 2");
        await two.DeliverAsync();

        // Both sign the same version, and each sees that it is agreed.
        await SignAsync(atlas);
        await two.DeliverAsync();
        await dunes.GoAsync("/desk/programme/agreeing");
        await dunes.UntilSaysAsync("our signature", "#ours");
        await SignAsync(dunes);
        await two.DeliverAsync();
        foreach (var visitor in (Visitor[])[atlas, dunes])
        {
            await visitor.GoAsync("/desk/programme/agreeing");
            await visitor.UntilSaysAsync("agreed at version 2", "#agreed");
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Visit of June: minutes" }).ClickAsync();
            await visitor.UntilSaysAsync("agreed at version 2", "#state");
            await visitor.ShouldBeAccessibleAsync();
        }
    }

    private static async Task SignAsync(Visitor visitor)
    {
        await visitor.GoAsync("/desk/programme/agreeing");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Visit of June: minutes" }).ClickAsync();
        await ClickAsync(visitor, "Sign this version");
        await visitor.UntilSaysAsync("Signed.");
    }

    private static Task ClickAsync(Visitor visitor, string button) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
