using Entente.Ledger.Envelopes;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// The flows that services of this version hold in common. A step that crossed one of the other side on the way leads where <see cref="FlowStep.Crossing"/> says: what was answered
/// stands, whatever was withdrawn, escalated or ran out meanwhile.
/// </summary>
internal static class FlowTable
{
    /// <summary>Urgencies, the calmest first; each has its deadline in the configuration.</summary>
    public static IReadOnlyList<string> Urgencies { get; } = ["routine", "urgent", "immediate"];

    /// <summary>What can be asked about.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["identity", "travel", "document", "whereabouts-of-listed", "criminal-record", "other"];

    /// <summary>Grounds on which an answer is refused. A policy of this project.</summary>
    public static IReadOnlyList<string> Grounds { get; } =
        ["no-legal-basis", "ongoing-investigation", "protection-of-person", "source-protection", "disproportionate", "no-data", "too-many", "other"];

    private const FlowSide Asker = FlowSide.Asker, Asked = FlowSide.Asked;
    private const int LongText = 2_000, LongestText = 10_000;

    private static readonly FormField Note = new("note", FieldKind.Text) { Most = LongText };
    private static readonly FormField NeededNote = Note with { IsNeeded = true };
    private static readonly FormField About = new("about", FieldKind.Text) { Most = LongText };
    private static readonly FormField Urgency = new("urgency", FieldKind.Code) { Codes = Urgencies, IsNeeded = true };
    private static readonly FormField Ground = new("ground", FieldKind.Code) { Codes = Grounds, IsNeeded = true };
    private static readonly FormField Thing = new("thing", FieldKind.Id) { IsNeeded = true };
    private static readonly FormField Name = new("name", FieldKind.Line) { IsNeeded = true };

    private static readonly IReadOnlyList<FormField> Identity =
        [Name, new("birth-date", FieldKind.Line) { Most = 20 }, new("nationality", FieldKind.Id) { Most = 3 }, new("document", FieldKind.Line) { Most = 40 }];

    private static readonly FormField WithdrawnWhy = new("reason", FieldKind.Code) { Codes = ["no-longer-needed", "known-meanwhile", "sent-in-error"], IsNeeded = true };

    private static readonly FlowState Withdrawn = new("withdrawn", null), Refused = new("refused", null), Answered = new("answered", null), Lapsed = new("lapsed", null);

    /// <summary>A question of one service to another, which a person reads.</summary>
    public static Flow Request { get; } = new(
        "request",
        [Open("asked"), Open("acknowledged"), Open("escalated"), Overdue("overdue"), Answered, Refused, Withdrawn, Lapsed],
        [
            new("ask", Asker, [], "asked") { Fields = [new("topic", FieldKind.Code) { Codes = Topics, IsNeeded = true }, Urgency, About with { IsNeeded = true }, Note], Sets = FlowDeadline.Urgency, Releases = true },
            new("acknowledge", Asked, ["asked"], "acknowledged") { Crossing = Stays("withdrawn", "overdue", "escalated", "lapsed") },
            new("answer", Asked, ["asked", "acknowledged", "escalated", "overdue"], "answered")
                { Fields = [new("result", FieldKind.Code) { Codes = ["known", "in-part", "not-known"], IsNeeded = true }, Note], Releases = true, Crossing = Leads("answered", "withdrawn", "lapsed") },
            new("refuse", Asked, ["asked", "acknowledged", "escalated", "overdue"], "refused") { Fields = [Ground, Note], Crossing = Leads("refused", "withdrawn", "lapsed") },
            new("escalate", Asker, ["asked", "acknowledged", "overdue"], "escalated") { Fields = [Urgency, Note], Sets = FlowDeadline.Urgency, Crossing = Stays("answered", "refused", "lapsed") },
            new("withdraw", Asker, ["asked", "acknowledged", "escalated", "overdue"], "withdrawn") { Fields = [WithdrawnWhy], Crossing = WithdrawnAfter("answered", "refused") },
        ]);

    /// <summary>
    /// Whoever met the person of another's listing asks its owner whether it is this person (the manner of SIRENE bureaux). The deadline is the end of the hold; after it the person goes on, and a
    /// late answer still says what is so.
    /// </summary>
    public static Flow HitConfirmation { get; } = new(
        "hit-confirmation",
        [Open("asked"), Overdue("overdue"), new("confirmed", null), new("not-this-person", null), new("no-longer-sought", null), new("cannot-tell", null), Withdrawn, Lapsed],
        [
            new("ask", Asker, [], "asked")
                { Fields = [Thing, .. Identity, new("asks", FieldKind.Code) { Codes = ["inform", "discreet-check", "secondary-inspection", "refuse", "detain-on-warrant"] }, About, Note], Sets = FlowDeadline.Hold, Releases = true },
            Confirmation("confirm", "confirmed") with { Releases = true },
            Confirmation("deny", "not-this-person"),
            Confirmation("take-back", "no-longer-sought"),
            Confirmation("leave-open", "cannot-tell"),
            new("withdraw", Asker, ["asked", "overdue"], "withdrawn") { Fields = [WithdrawnWhy], Crossing = WithdrawnAfter("confirmed", "not-this-person", "no-longer-sought", "cannot-tell") },
        ]);

    /// <summary>A holder of something asks its owner whether a third service may have it.</summary>
    public static Flow Consent { get; } = new(
        "consent",
        [Open("asked"), Overdue("overdue"), new("granted", null), Refused, new("sanitised", null), Withdrawn, Lapsed],
        [
            new("ask", Asker, [], "asked")
                { Fields = [Thing, new("version", FieldKind.Id) { Most = 20, IsNeeded = true }, new("recipient", FieldKind.Id) { Most = 40, IsNeeded = true }, Urgency, Note], Sets = FlowDeadline.Urgency, Releases = true },
            new("grant", Asked, ["asked", "overdue"], "granted")
            {
                Fields = [new("until", FieldKind.Day) { IsNeeded = true }, new("limits", FieldKind.Id), Note, new("grant", FieldKind.Line) { Most = SignedStatement.MostCharacters }],
                Releases = true, Crossing = Leads("granted", "withdrawn", "lapsed"),
            },
            new("refuse", Asked, ["asked", "overdue"], "refused") { Fields = [Ground, Note], Crossing = Leads("refused", "withdrawn", "lapsed") },
            new("sanitise", Asked, ["asked", "overdue"], "sanitised") { Fields = [new("text", FieldKind.Text) { Most = LongestText, IsNeeded = true }, Note], Releases = true, Crossing = Leads("sanitised", "withdrawn", "lapsed") },
            new("withdraw", Asker, ["asked", "overdue"], "withdrawn") { Fields = [WithdrawnWhy], Crossing = WithdrawnAfter("granted", "refused", "sanitised") },
        ]);

    /// <summary>Whether the other service lists somebody: its node says hit or no hit, and names nothing; what a hit means a person there says.</summary>
    public static Flow Query { get; } = new(
        "query",
        [Open("asked"), Overdue("overdue"), new("no-hit", null), Open("hit"), Overdue("hit-overdue"), Answered, Refused, Lapsed],
        [
            new("ask", Asker, [], "asked") { Fields = Identity, Sets = FlowDeadline.Urgency, Releases = true },
            new("no-hit", Asked, ["asked", "overdue"], "no-hit") { Releases = true, IsAutomatic = true, Crossing = Leads("no-hit", "lapsed") },
            new("hit", Asked, ["asked", "overdue"], "hit") { Sets = FlowDeadline.Urgency, Releases = true, IsAutomatic = true, Crossing = Leads("hit", "lapsed") },
            new("decline", Asked, ["asked", "overdue"], "refused") { Fields = [Ground], IsAutomatic = true, Crossing = Leads("refused", "lapsed") },
            new("answer", Asked, ["hit", "hit-overdue"], "answered") { Fields = [NeededNote], Releases = true, Crossing = Leads("answered", "lapsed") },
            new("refuse", Asked, ["hit", "hit-overdue"], "refused") { Fields = [Ground, Note], Crossing = Leads("refused", "lapsed") },
        ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Flow> All { get; } = [Request, HitConfirmation, Consent, Query];

    /// <summary>The flow of a code; null where there is none.</summary>
    public static Flow? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    private static FlowState Open(string name) => new(name, Asked) { Clock = FlowClock.Deadline, WhenOver = name == "hit" ? "hit-overdue" : "overdue" };

    private static FlowState Overdue(string name) => new(name, Asked) { Clock = FlowClock.Lapse, WhenOver = "lapsed" };

    private static FlowStep Confirmation(string step, string to) =>
        new(step, Asked, ["asked", "overdue"], to) { Fields = [Note], Crossing = Leads(to, "withdrawn", "lapsed") };

    private static Dictionary<string, string> Stays(params string[] states) => states.ToDictionary(s => s, s => s, StringComparer.Ordinal);

    private static Dictionary<string, string> Leads(string to, params string[] states) => states.ToDictionary(s => s, _ => to, StringComparer.Ordinal);

    /// <summary>What was withdrawn after it had been answered stays answered; after it had lapsed here alone, it is withdrawn.</summary>
    private static Dictionary<string, string> WithdrawnAfter(params string[] answers) => answers.Append("withdrawn").ToDictionary(s => s, s => s, StringComparer.Ordinal).Concat([KeyValuePair.Create("lapsed", "withdrawn")]).ToDictionary(StringComparer.Ordinal);
}
