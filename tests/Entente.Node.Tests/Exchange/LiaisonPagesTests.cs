using System.Net;
using Entente.Node.Accounts;
using Entente.Node.Exchange.Flows;

namespace Entente.Node.Tests.Exchange;

public sealed class LiaisonPagesTests
{
    private const string Partner = $"/desk/partners/{PartnerCalls.Dunes}";

    [Fact]
    public async Task Terms_that_lack_something_come_back_as_they_were_typed_and_right_ones_wait_for_a_second_person()
    {
        await using var node = await StartAsync();
        using var liaison = node.As("leila", Role.Liaison);
        var form = Terms();
        form.RemoveAll(f => f.Key == "categories");
        var (status, text) = await PostAsync(liaison, $"{Partner}/terms", form);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        text.ShouldContain("Choose at least one category.");
        text.ShouldContain("value=\"Agreement of 2025\"");
        text.ShouldContain("value=\"Moussa Diallo\"");
        (await PostAsync(liaison, $"{Partner}/terms", Terms())).Status.ShouldBe(HttpStatusCode.OK);
        (await liaison.GetStringAsync(Partner)).ShouldContain("You have proposed this yourself");
        using var supervisor = node.As("sami", Role.Supervisor);
        (await PostAsync(supervisor, $"{Partner}/terms/1/confirm", [])).Text.ShouldContain("The terms are in force.");
        (await supervisor.GetStringAsync(Partner)).ShouldContain("Moussa Diallo");
    }

    [Fact]
    public async Task One_more_contact_keeps_what_was_typed()
    {
        await using var node = await StartAsync();
        using var liaison = node.As("leila", Role.Liaison);
        var (status, text) = await PostAsync(liaison, $"{Partner}/terms", [.. Terms(), new("row", "contact")]);
        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("name=\"name-1\"");
        text.ShouldContain("value=\"Moussa Diallo\"");
        TestAccounts.Value<long>(node, "SELECT count(*) FROM partner_terms").ShouldBe(0);
    }

    [Fact]
    public async Task A_partner_is_suspended_by_one_and_the_suspension_lifted_by_two()
    {
        await using var node = await StartAsync();
        using var inspector = node.As("ines", Role.Inspector);
        (await PostAsync(inspector, $"{Partner}/suspend", [])).Text.ShouldContain("Give a reason");
        (await PostAsync(inspector, $"{Partner}/suspend", [new("reason", "A list of ours was in the press.")])).Text.ShouldContain("The partner is suspended.");
        (await inspector.GetStringAsync("/desk/partners")).ShouldContain("suspended");
        using var liaison = node.As("leila", Role.Liaison);
        (await PostAsync(liaison, $"{Partner}/lift", [])).Text.ShouldContain("waits for a second person");
        (await PostAsync(liaison, $"{Partner}/lift-confirm", [])).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var supervisor = node.As("sami", Role.Supervisor);
        (await PostAsync(supervisor, $"{Partner}/lift-confirm", [])).Text.ShouldContain("The suspension is lifted.");
    }

    [Fact]
    public async Task Words_are_compared_on_the_page_of_a_partner_that_was_introduced()
    {
        await using var node = await StartAsync(confirms: false);
        await node.IntroducePartnerAsync();
        using var administrator = node.As("salma", Role.Administrator);
        var aloud = $"<li>{(TestAccounts.Value<string>(node, "SELECT own_words FROM partner") ?? "").Replace(" ", "</li><li>", StringComparison.Ordinal)}</li>";
        (await administrator.GetStringAsync(Partner)).ShouldContain(aloud);
        using var liaison = node.As("leila", Role.Liaison);
        (await liaison.GetStringAsync(Partner)).ShouldNotContain(aloud);
        (await PostAsync(administrator, $"{Partner}/words", [new("words", "no such words")])).Text.ShouldContain("nothing was changed");
        (await PostAsync(administrator, $"{Partner}/words", [new("words", TestAccounts.Value<string>(node, "SELECT partner_words FROM partner") ?? "")])).Text.ShouldContain("the partner is confirmed here");
    }

    [Fact]
    public async Task A_question_is_asked_by_a_form_and_its_fault_names_the_field()
    {
        await using var node = await StartAsync(agrees: true);
        using var liaison = node.As("leila", Role.Liaison);
        List<KeyValuePair<string, string>> form = [new("flow", "request"), new("partner", PartnerCalls.Dunes), new("topic", "identity"), new("urgency", "urgent"), new("about", "")];
        var (status, text) = await PostAsync(liaison, "/desk/conversations/new", form);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        text.ShouldContain("Look at these fields: What or whom it is about");
        text.ShouldContain("value=\"urgent\" selected");
        form[^1] = new("about", "Nadia Choukri");
        (await PostAsync(liaison, "/desk/conversations/new", form)).Text.ShouldContain("Nadia Choukri");
        (await liaison.GetStringAsync("/desk/conversations")).ShouldContain("Question &#xB7; Identity");
    }

    [Fact]
    public async Task A_partners_question_is_answered_on_its_page_in_the_words_of_whoever_reads()
    {
        await using var node = await StartAsync(agrees: true);
        await node.PartnerStepsAsync("c-1", PartnerCalls.Question("<b>Nadia</b> \u202Eaidan", "immediate", TimeSpan.FromHours(1)));
        using var liaison = node.As("leila", Role.Liaison);
        liaison.DefaultRequestHeaders.Add("Accept-Language", "fr");
        var page = await liaison.GetStringAsync("/desk/conversations/c-1");
        page.ShouldContain("&lt;b&gt;Nadia&lt;/b&gt;");
        page.ShouldContain("U&#x2B;202E");
        page.ShouldContain("Voyages");
        page.ShouldContain("Finalit&#xE9; watchlisting");
        (await PostAsync(liaison, "/desk/conversations/c-1/refuse", [new("ground", "whim")])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(liaison, "/desk/conversations/c-1/refuse", [new("ground", "source-protection")])).Text.ShouldContain("protection d");
        (await PostAsync(liaison, "/desk/conversations/c-1/answer", [new("result", "known")])).Status.ShouldBe(HttpStatusCode.Conflict);
        TestAccounts.Value<string>(node, "SELECT state FROM conversation").ShouldBe("refused");
    }

    [Fact]
    public async Task What_came_out_of_turn_is_shown_as_without_effect()
    {
        await using var node = await StartAsync(agrees: true);
        await node.PartnerStepsAsync("c-1", PartnerCalls.Question("Nadia", "routine", TimeSpan.FromHours(1)));
        await node.PartnerStepsAsync("c-1", new(FlowTable.Request, "answer", new Dictionary<string, string> { ["result"] = "known" }));
        using var liaison = node.As("leila", Role.Liaison);
        (await liaison.GetStringAsync("/desk/conversations/c-1")).ShouldContain("it came out of turn");
    }

    private static async Task<RunningNode> StartAsync(bool confirms = true, bool agrees = false)
    {
        var node = await RunningNode.StartAsync(configuration => configuration["Exchange"] = PartnerCalls.Exchange(), "L1,Nadia Choukri,primary,,,,");
        if (confirms)
        {
            await node.ConfirmPartnerAsync();
        }

        if (agrees)
        {
            await node.AgreeTermsAsync();
        }

        return node;
    }

    private static List<KeyValuePair<string, string>> Terms() =>
    [
        new("instrument", "Agreement of 2025"), new("country", "mli"), new("communities", "sahel-task-force"), new("transferAssessment", "Its law protects."), new("categories", "crime"), new("purposes", "watchlisting"),
        new("ceiling", "AMBER"), new("approvers", Role.Liaison), new("reviewOn", ListingCalls.Day(200)), new("name-0", "Moussa Diallo"), new("role-0", "duty"), new("reach-0", "+223 20 00 00 00"), new("hours-0", ""), new("from-0", ""), new("until-0", ""),
    ];

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(HttpClient client, string path, List<KeyValuePair<string, string>> form)
    {
        using var answer = await client.PostAsync(path, new FormUrlEncodedContent(form));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
