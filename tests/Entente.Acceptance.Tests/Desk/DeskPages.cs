using Entente.Node.Accounts;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>A page of the desk, as the hard tests try every one.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="As">The role in which it is opened.</param>
/// <param name="Path">Its address on a node that is filled.</param>
internal sealed record DeskPage(string Name, string As, Func<FilledNode, string> Path)
{
    /// <summary>Every page but the map, which draws and is heavier. A new one is one line more; what it shows is put into <see cref="FilledNode"/>.</summary>
    public static IReadOnlyList<DeskPage> All { get; } =
    [
        new("now", Role.Officer, _ => "/desk"),
        new("queue", Role.Officer, _ => "/desk/queue"),
        new("queue of what is decided", Role.Officer, _ => "/desk/queue?status=decided"),
        new("encounter", Role.Officer, filled => $"/desk/encounters/{filled.Plain}"),
        new("encounter that is held by another", Role.Officer, filled => $"/desk/encounters/{filled.Held}"),
        new("encounter that awaits a second person", Role.Supervisor, filled => $"/desk/encounters/{filled.Proposed}"),
        new("encounter of names that hold markup", Role.Officer, filled => $"/desk/encounters/{filled.Markup}"),
        new("encounter of names that turn the writing", Role.Analyst, filled => $"/desk/encounters/{filled.Turning}"),
        new("encounter of endless names", Role.Officer, filled => $"/desk/encounters/{filled.Endless}"),
        new("encounter that is not there", Role.Officer, _ => "/desk/encounters/none"),
        new("counter", Role.Officer, _ => "/desk/counter"),
        new("crossings", Role.Officer, _ => "/desk/crossings"),
        new("crossing", Role.Officer, filled => $"/desk/crossings/{filled.Crossing}"),
        new("traveller", Role.Officer, filled => $"/desk/travellers/{filled.Traveller}"),
        new("posts", Role.Officer, _ => "/desk/posts"),
        new("post", Role.Officer, _ => "/desk/posts/CMN-AIR"),
        new("listings", Role.Analyst, _ => "/desk/listings"),
        new("listing", Role.Analyst, filled => $"/desk/listings/{filled.Listing}"),
        new("nomination", Role.Analyst, _ => "/desk/listings/new"),
        new("correction", Role.Analyst, filled => $"/desk/listings/{filled.Listing}/correct"),
        new("review", Role.Analyst, _ => "/desk/review"),
        new("documents", Role.Analyst, _ => "/desk/documents"),
        new("document to be listed", Role.Analyst, _ => "/desk/documents/new"),
        new("adoptions", Role.Analyst, _ => "/desk/adoptions"),
        new("adoption to be proposed", Role.Analyst, _ => "/desk/adoptions/new?listing=L0"),
        new("listing of others", Role.Analyst, _ => "/desk/listed/list.csv/L0"),
        new("sources", Role.Analyst, _ => "/desk/sources"),
        new("source", Role.Analyst, _ => "/desk/sources/list.csv"),
        new("encounter with the listing of a partner", Role.Supervisor, filled => $"/desk/encounters/{filled.Foreign}"),
        new("listing of a partner", Role.Analyst, _ => $"/desk/listed/{PartnerCalls.Dunes}/{Uri.EscapeDataString($"{PartnerCalls.Dunes}:s-1")}"),
        new("shared by us", Role.Supervisor, _ => "/desk/shares"),
        new("listing to be shared", Role.Liaison, filled => $"/desk/shares?listing={filled.Listing}"),
        new("shared with us", Role.Liaison, _ => "/desk/foreign"),
        new("partners", Role.Liaison, _ => "/desk/partners"),
        new("partner", Role.Supervisor, _ => $"/desk/partners/{PartnerCalls.Dunes}"),
        new("terms to be proposed", Role.Administrator, _ => $"/desk/partners/{PartnerCalls.Dunes}/terms"),
        new("conversations", Role.Liaison, _ => "/desk/conversations"),
        new("conversation to be opened", Role.Liaison, _ => "/desk/conversations/new"),
        new("question of a partner", Role.Liaison, filled => $"/desk/conversations/{filled.Asked}"),
        new("answer of a partner", Role.Liaison, filled => $"/desk/conversations/{filled.Asking}"),
        new("programme", Role.Programme, _ => "/desk/programme"),
        new("plan of the programme", Role.Liaison, _ => "/desk/programme/timeline"),
        new("all with a partner", Role.Programme, filled => $"/desk/programme/partner/{filled.Programme["partner"]}"),
        new("brief on a partner", Role.Programme, filled => $"/desk/programme/partner/{filled.Programme["partner"]}/brief"),
        new("exercises", Role.Programme, _ => "/desk/programme/exercises"),
        new("equipment cases", Role.Programme, _ => "/desk/programme/cases"),
        new("search of the programme", Role.Programme, _ => "/desk/programme/search?q=harbour"),
        new("records of a kind", Role.Programme, _ => "/desk/programme/records/engagement"),
        new("record of the programme", Role.Programme, filled => $"/desk/programme/record/{filled.Programme["second"]}"),
        new("record to be made", Role.Programme, _ => "/desk/programme/records/exercise/new"),
        new("record to be changed", Role.Programme, filled => $"/desk/programme/record/{filled.Programme["case"]}/edit"),
        new("charts of spending", Role.Programme, _ => "/desk/programme/charts"),
        new("data sets", Role.Programme, _ => "/desk/programme/data-sets"),
        new("reports", Role.Programme, _ => "/desk/programme/reports"),
        new("report", Role.Programme, filled => $"/desk/programme/reports/{filled.Report}"),
        new("agreeing", Role.Programme, _ => "/desk/programme/agreeing"),
        new("record that partners have", Role.Programme, filled => $"/desk/programme/record/{filled.Minutes}/agreeing"),
        new("record of the programme with what is agreed", Role.Programme, filled => $"/desk/programme/record/{filled.Minutes}"),
        new("proposal of a partner", Role.Programme, filled => $"/desk/programme/proposal/{Uri.EscapeDataString(filled.Proposal)}"),
        new("change of a partner's record to be proposed", Role.Programme, _ => "/desk/programme/record/r-of-the-partner/propose"),
        new("imports", Role.Programme, _ => "/desk/programme/import"),
        new("import that is not there", Role.Programme, _ => "/desk/programme/import/none"),
        new("calendar links", Role.Programme, _ => "/desk/programme/calendar"),
        new("search", Role.Officer, _ => "/desk/search?q=choukri"),
        new("accounts", Role.Administrator, _ => "/desk/accounts"),
        new("tokens", Role.Administrator, _ => "/desk/tokens"),
        new("purposes", Role.Administrator, _ => "/desk/purposes"),
        new("policy", Role.Administrator, _ => "/desk/policy"),
        new("health", Role.Administrator, _ => "/desk/health"),
        new("record", Role.Inspector, _ => "/desk/record"),
        new("figures", Role.Supervisor, _ => "/desk/figures"),
        new("own account", Role.Officer, _ => "/account"),
    ];

    /// <summary>Their names, as rows of a theory.</summary>
    public static TheoryData<string> Names => [.. All.Select(page => page.Name)];

    /// <summary>The page of a name.</summary>
    public static DeskPage Of(string name) => All.Single(page => page.Name == name);
}
