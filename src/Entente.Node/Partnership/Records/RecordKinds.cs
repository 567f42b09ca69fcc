namespace Entente.Node.Partnership.Records;

/// <summary>
/// The kinds of records of a partnership, as a table: pages, forms, imports, exports and what travels to a partner all follow it. Equipment is held at the level of documents, milestones and money (request, price and
/// availability, offer, notification, signature, implementation, delivery, training, end-use checks, closure; DSCA Security Assistance Management Manual, chapters 5 and 6); there is no field for what a weapon can do.
/// </summary>
internal static class RecordKinds
{
    /// <summary>Stages of an equipment case, in their order.</summary>
    public static IReadOnlyList<string> Stages { get; } = ["request", "price-availability", "offer", "notification", "signature", "implementation", "delivery", "training", "end-use", "closed"];

    /// <summary>States, services and offices, with their contacts by role.</summary>
    public static RecordKind Body { get; } = new("body", "name",
    [
        Text("name", isRequired: true), Choice("form", isRequired: true, "state", "service", "office"), new("state", FieldType.State), Reference("parent", "body"), Text("node"), Long("note"),
        Rows("contacts", Text("role"), Text("name"), Text("reach")),
    ]) { Shown = ["form", "state", "parent"], Parties = ["name", "state"] };

    /// <summary>Designations such as major non-NATO ally: who granted it, on which ground, what it opens and what not.</summary>
    public static RecordKind Designation { get; } = new("designation", "title",
    [
        Text("title", isRequired: true), Text("granted-by", isRequired: true), Text("granted-to", isRequired: true), Date("granted-on"), Text("legal-ground"), Choice("status", false, "proposed", "in-force", "ended"),
        Rows("benefits", Text("what"), Choice("available", false, "yes", "no", "not-checked"), Date("checked"), Text("evidence")), Lines("limits"),
    ]) { Shown = ["granted-by", "granted-to", "granted-on", "status"], On = "granted-on", Parties = ["granted-by", "granted-to"] };

    /// <summary>Agreements with their obligations.</summary>
    public static RecordKind Agreement { get; } = new("agreement", "title",
    [
        Text("title", isRequired: true), Choice("form", isRequired: true, "roadmap", "mou", "sofa", "acsa", "gsomia", "procurement", "trilateral", "other"), Lines("parties"), Long("subject"),
        Date("signed"), Date("in-force"), Date("ends"), Date("notice-by"), Date("renewal-by"), new("value", FieldType.Money), Lines("documents"),
        new("obligations", FieldType.Rows) { Columns = [Text("what"), Text("who"), Date("due"), Date("done"), Text("evidence")], Due = new("what", "due", "done", "who") },
    ]) { Shown = ["form", "parties", "signed", "ends"], On = "signed", Dates = ["notice-by", "renewal-by", "ends"], Parties = ["parties"] };

    /// <summary>A plan over years.</summary>
    public static RecordKind Roadmap { get; } = new("roadmap", "title",
    [
        Text("title", isRequired: true), Date("starts", isRequired: true), Date("ends", isRequired: true), Lines("parties"), Reference("agreement", "agreement"), Lines("objectives"), Long("note"),
    ]) { Shown = ["starts", "ends", "parties"], On = "starts", Dates = ["ends"], Parties = ["parties"] };

    /// <summary>A milestone of a plan. measure names a figure that the node counts by itself, and goal what it has to reach, in per cent.</summary>
    public static RecordKind Milestone { get; } = new("milestone", "title",
    [
        Text("title", isRequired: true), Reference("roadmap", "roadmap", isRequired: true), Text("objective"), Text("line"), Text("who"), Date("due", isRequired: true), Date("done"), new("cost", FieldType.Money),
        Text("indicator"), Choice("measure", false, "hits-confirmed-in-an-hour", "questions-answered-in-time", "recalls-accounted-for"), new("goal", FieldType.Number),
        Rows("evidence", Text("what"), Date("on")),
    ]) { Shown = ["roadmap", "line", "who", "due", "done"], On = "due" };

    /// <summary>Visits, meetings, delegations and calls.</summary>
    public static RecordKind Engagement { get; } = new("engagement", "title",
    [
        Text("title", isRequired: true), Choice("form", isRequired: true, "visit", "meeting", "delegation", "call", "other"), Date("starts"), Date("ends"), Text("place"), new("location", FieldType.Location),
        Text("series"), new("number", FieldType.Number), Reference("earlier", "engagement"), Lines("actors"), Lines("hosts"), Lines("offices"), Lines("topics"),
        Rows("participants", Text("name"), Text("office"), Text("body")), Long("readout"), Long("communique"), Lines("decisions"),
        new("commitments", FieldType.Rows) { Columns = [Text("what"), Text("who"), Date("due"), Date("done"), Text("note")], Due = new("what", "due", "done", "who") },
    ]) { Shown = ["form", "starts", "place", "series"], On = "starts", Dates = ["starts"], Parties = ["actors", "hosts"] };

    /// <summary>Exercises, trainings and courses.</summary>
    public static RecordKind Exercise { get; } = new("exercise", "title",
    [
        Text("title", isRequired: true), Choice("form", isRequired: true, "exercise", "training", "course"), Choice("status", false, "planned", "approved", "running", "done", "cancelled"), Lines("objectives"),
        Date("concept"), Date("ipe"), Date("mpe"), Date("fpe"), Date("starts"), Date("ends"), Date("aar"), Text("place"), new("location", FieldType.Location), Lines("sites"), Text("unit"), new("seats", FieldType.Number),
        new("budget", FieldType.Money), Text("authority"), Reference("earlier", "exercise"), Rows("nations", Text("nation"), new("headcount", FieldType.Number), Text("unit")),
        new("clearances", FieldType.Rows) { Columns = [Text("what"), new("state", FieldType.State), Date("due"), Date("done")], Due = new("what", "due", "done", "state") },
        Rows("injects", Text("when"), Text("what"), Text("objective")),
        new("lessons", FieldType.Rows) { Columns = [Text("lesson"), Text("what"), Text("who"), Date("due"), Date("done")], Due = new("what", "due", "done", "who") },
    ]) { Shown = ["form", "status", "starts", "place"], On = "starts", Dates = ["ipe", "mpe", "fpe", "starts", "ends", "aar"], Parties = ["nations.nation"] };

    /// <summary>Human-rights vetting of a unit, without which it is neither trained nor equipped.</summary>
    public static RecordKind Vetting { get; } = new("vetting", "unit",
    [
        Text("unit", isRequired: true), Text("body"), Choice("scope", isRequired: true, "training", "equipment", "both"), Choice("outcome", isRequired: true, "pending", "cleared", "refused"),
        Date("vetted"), Date("expires"), Text("who"), Long("note"),
    ]) { Shown = ["scope", "outcome", "vetted", "expires"], On = "vetted", Dates = ["expires"], Parties = ["body"] };

    /// <summary>Equipment cases.</summary>
    public static RecordKind Case { get; } = new("case", "title",
    [
        Text("title", isRequired: true), Text("designator"), Choice("stage", isRequired: true, [.. Stages]), Text("supplier"), Text("recipient"), Text("unit"), new("value", FieldType.Money), Reference("agreement", "agreement"),
        Rows("lines", Text("item"), new("quantity", FieldType.Number), new("value", FieldType.Money)),
        new("milestones", FieldType.Rows) { Columns = [Choice("stage", false, [.. Stages]), Date("due"), Date("done")], Due = new("stage", "due", "done") },
        new("payments", FieldType.Rows) { Columns = [Text("what"), new("value", FieldType.Money), Date("due"), Date("done")], Due = new("what", "due", "done") },
        new("deliveries", FieldType.Rows) { Columns = [Text("item"), new("quantity", FieldType.Number), Date("due"), Date("done")], Due = new("item", "due", "done") },
        new("checks", FieldType.Rows) { Columns = [Text("what"), Date("due"), Date("done"), Text("result")], Due = new("what", "due", "done") },
        Long("note"),
    ]) { Shown = ["designator", "stage", "supplier", "recipient"], Parties = ["supplier", "recipient"] };

    /// <summary>Studies of a threat or phenomenon by both sides.</summary>
    public static RecordKind Assessment { get; } = new("assessment", "title",
    [
        Text("title", isRequired: true), Text("phenomenon", isRequired: true), Text("region"), Lines("groups"), Date("on"), Choice("confidence", false, "low", "moderate", "high"), Long("summary"),
        Rows("contributions", Text("body"), Long("what"), Date("on")), Rows("dissent", Text("body"), Long("what")), Lines("sources"),
    ]) { Shown = ["phenomenon", "region", "confidence", "on"], On = "on" };

    /// <summary>Single figures that reports give, of spending, holdings and ranks; series stand in data sets.</summary>
    public static RecordKind Figure { get; } = new("figure", "title",
    [
        Text("title", isRequired: true), Text("country"), Text("figure"), Text("amount"), Text("rank"), Text("period"), Long("note"),
    ]) { Shown = ["country", "figure", "amount", "period"], Parties = ["country"] };

    /// <summary>All of them, in the order of the menu.</summary>
    public static IReadOnlyList<RecordKind> All { get; } = [Engagement, Agreement, Roadmap, Milestone, Exercise, Case, Vetting, Designation, Assessment, Figure, Body];

    /// <summary>A kind; null where there is none of that name.</summary>
    public static RecordKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    private static RecordField Text(string name, bool isRequired = false) => new(name, FieldType.Text) { IsRequired = isRequired };

    private static RecordField Long(string name) => new(name, FieldType.LongText);

    private static RecordField Lines(string name) => new(name, FieldType.Lines);

    private static RecordField Date(string name, bool isRequired = false) => new(name, FieldType.Date) { IsRequired = isRequired };

    private static RecordField Choice(string name, bool isRequired, params string[] choices) => new(name, FieldType.Choice) { IsRequired = isRequired, Choices = choices };

    private static RecordField Reference(string name, string to, bool isRequired = false) => new(name, FieldType.Reference) { To = to, IsRequired = isRequired };

    private static RecordField Rows(string name, params RecordField[] columns) => new(name, FieldType.Rows) { Columns = columns };
}
