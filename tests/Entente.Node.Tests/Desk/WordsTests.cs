using System.Text.RegularExpressions;
using Entente.Formats.Paxlst;
using Entente.Node.Accounts.Administration;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Accounts;
using Entente.Node.Border.Counter;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Manifests;
using Entente.Node.Border.Now;
using Entente.Node.Border;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Oversight.State;
using Entente.Node.Oversight;
using Entente.Node.Watchlist;
using Entente.Screening.Subjects;
using Entente.Screening;

namespace Entente.Node.Tests.Desk;

public sealed partial class WordsTests
{
    [Fact]
    public void Every_language_has_every_text_with_the_same_places_for_values()
    {
        var english = Words.All["en"];
        foreach (var other in Words.All.Values)
        {
            other.Keys.Except(english.Keys).ShouldBeEmpty($"{other.Code} has texts that English has not.");
            english.Keys.Except(other.Keys).ShouldBeEmpty($"{other.Code} lacks texts.");
            english.Keys.Where(key => Places(english[key]) != Places(other[key])).ShouldBeEmpty($"{other.Code} has other places for values.");
            other.Keys.Where(key => string.IsNullOrWhiteSpace(other[key])).ShouldBeEmpty();
        }
    }

    [Fact]
    public void No_text_is_left_in_English()
    {
        var english = Words.All["en"];
        Words.All.Values.Where(w => w.Code != "en").SelectMany(w => english.Keys.Where(key => english[key] == w[key]).Select(key => $"{key} {w.Code}"))
            .Except(SameInBoth(), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_code_that_a_page_shows_has_its_text()
    {
        var words = Words.All["en"];
        string[] codes =
        [
            .. Of<EncounterAction>("asks"), .. Of<Measure>("measure"), .. Of<Conclusion>("conclusion"), .. Of<OutcomeCode>("outcome"), .. Of<Refusal>("refused"), .. Of<Sex>("sex"),
            .. Of<Agreement>("agreement"), .. Of<CounterAdvice.Code>("advice"), .. Of<CounterAdvice.Code>("advice-help"), .. Of<CounterFault>("counter-fault"),
            .. Of<EncounterAction>("asks-help"), .. Of<Measure>("instruct"), .. Of<PassageFault>("passage-fault"), .. Of<PostKind>("post-kind"), .. Of<ManifestKind>("message-kind"),
            .. Enum.GetValues<NeedKind>().Select(k => $"now.need-{Codes.Of(k)}"), .. EncounterForm.DeclineReasons.Select(r => $"decline.{r}"), .. CrossingPages.Kinds.Select(k => $"kind.{k}"),
            .. ProtectionFlags.All.Select(f => $"flag.{f}"), .. Enum.GetValues<Conclusion>().SelectMany(c => Reasons.Of(c)).Select(r => $"reason.{r}"),
            .. typeof(ActionCode).GetFields().Select(f => (string?)f.GetRawConstantValue() ?? "").Where(a => a.StartsWith("encounter.", StringComparison.Ordinal) && a != "encounter.read").Select(a => $"act.{a}"),
            .. ActionCode.All.Select(a => $"record.act.{a}"), .. Of<Attested>("record.attested"), .. Of<WhenTimeRunsOut>("policy.runs-out"), .. Of<Light>("health.light"), .. Of<Light>("health.all"),
            .. Role.All.Select(r => $"account.role.{r}"), .. Constants(typeof(NoticeCode)).Select(n => $"account.notice.{n}"), .. Constants(typeof(Manner)).Select(m => $"account.manner.{m}"),
            .. Of<PartnerRefusal>("partner.refused"), .. Of<ConversationRefusal>("conversation.refused"), .. FlowTexts(),
            .. ChangeKind.All.Select(k => $"accounts.change.{k}"), .. Scope.All.Select(s => $"tokens.scope.{s}"), .. Doing.All.SelectMany(d => (string[])[$"purposes.doing.{d}", $"purposes.doing-help.{d}"]),
        ];
        codes.Except(words.Keys).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_sentence_of_evidence_has_its_translation()
    {
        await using var node = await RunningNode.StartAsync(
            "L1,Nadia Choukri,primary,1991-03-06,MAR,F,XA1204417", "L2,N. Shukri,primary,1992-03-06,DZA,M,XA12O4418", "L3,Nadia,primary,1991,,,", "L4,Nadia Abdelkrim Choukri Benali,primary,1970-01-01,TUN,,");
        var sentences = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, birth) in (IEnumerable<(string, string)>)[("Nadia Choukri", "1991-03-06"), ("نادية شكري", "1991-06-03"), ("Choukri", "1991"), ("Nadia Abd el Krim Choukri", "1958-03-06")])
        {
            var answer = await node.MatchAsync(new { name = new[] { name }, birthDate = new[] { birth }, nationality = new[] { "MA" }, gender = new[] { "female" }, passportNumber = new[] { "XA1204418" } }, "?cutoff=0");
            foreach (var result in answer.GetProperty("results").EnumerateArray())
            {
                sentences.UnionWith(result.GetProperty("explanations").EnumerateObject().Select(e => e.Value.GetProperty("detail").GetString() ?? ""));
            }
        }

        sentences.Count.ShouldBeGreaterThan(10);
        sentences.Where(s => EvidenceWords.Of(Words.All["ar"], s) == s).ShouldBeEmpty();
    }

    private static IEnumerable<string> FlowTexts() => FlowTable.All.SelectMany(flow => (string[])
    [
        $"flow.{flow.Name}", .. flow.States.Select(s => $"flow.state.{s.Name}"), .. flow.Steps.Select(s => $"flow.did.{s.Name}"), .. flow.Steps.Where(s => !s.IsAutomatic).Select(s => $"flow.step.{s.Name}"),
        .. flow.Steps.SelectMany(s => s.Fields).SelectMany(f => f.Codes.Select(c => f.Name == "asks" ? $"asks.{c}" : $"flow.code.{f.Name}.{c}").Append($"flow.field.{f.Name}")),
        .. new[] { "out-of-turn", "fields", "form", "deadline", "grant" }.Select(w => $"conversation.why.{w}"), $"flow.did.{Conversations.RunOut}", "flow.did.unread", .. OpenConversation.ByHand.Select(f => $"flow.help.{f.Name}"),
    ]);

    /// <summary>The same word in two languages, looked at one by one.</summary>
    private static string[] SameInBoth() => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Desk", "same-in-both.txt"));

    private static IEnumerable<string> Constants(Type type) => type.GetFields().Where(f => f.IsLiteral).Select(f => (string?)f.GetRawConstantValue() ?? "");

    private static IEnumerable<string> Of<T>(string prefix)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => $"{prefix}.{Codes.Of(v)}");

    private static string Places(string text) => string.Concat(Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
