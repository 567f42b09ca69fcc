using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// GET /desk/conversations: what partners ask and are asked, whose turn it is and until when. GET and POST /desk/conversations/new: a partner is asked. GET /desk/conversations/{id}: one of them; POST …/{step}: a
/// step from its forms, by the same rules as the API.
/// </summary>
internal static class ConversationPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/conversations", List).Requires(Permission.Liaise).ExcludeFromDescription();
        node.MapGet("/desk/conversations/new", (HttpContext context, Database database, string flow = "", string partner = "") =>
            Pages.Show<NewConversationPage>(context, Asking(database, flow, partner))).Requires(Permission.Liaise).ExcludeFromDescription();
        node.MapPost("/desk/conversations/new", OpenAsync).Requires(Permission.Liaise).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/conversations/{id}", (string id, HttpContext context, [AsParameters] Reading reading, CancellationToken ct, string done = "") => ShowAsync(id, context, reading, done, null, ct))
            .Requires(Permission.Liaise).ExcludeFromDescription();
        node.MapPost("/desk/conversations/{id}/{step}", StepAsync).Requires(Permission.Liaise).DisableAntiforgery().ExcludeFromDescription();
    }

    private static IResult List(HttpContext context, Database database, bool over = false, string partner = "", int page = 0)
    {
        using var connection = database.Open();
        var (rows, more) = ReadConversations.Find(connection, over, partner, page);
        return Pages.Show<ConversationsPage>(context, new Listed(rows, over, partner, Math.Max(0, page), more));
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Database database, LedgerWriter ledger, Conversations conversations, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var asking = Asking(database, form["flow"].ToString(), form["partner"].ToString());
        var fields = FieldsOf(asking.Flow.Opening, form);
        var outcome = await OpenConversation.DoAsync(asking.Flow, asking.Partner, fields, ledger, conversations, caller, cancellationToken);
        if (outcome.Row is { } row)
        {
            return Results.LocalRedirect($"~/desk/conversations/{row.Id}?done=ask");
        }

        context.Response.StatusCode = StatusOf(outcome);
        return Pages.Show<NewConversationPage>(context, asking with { Typed = fields, Refused = outcome });
    }

    /// <summary>Back to the page, so that a reload takes no step twice; the page with what was typed, where the step was refused.</summary>
    private static async Task<IResult> StepAsync(
        string id, string step, HttpContext context, [AsParameters] Reading reading, Conversations conversations, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        using var connection = reading.Database.Open();
        var found = ConversationRow.Find(connection, id) is { } row ? row.Table.StepsOf(row.State, row.Own).FirstOrDefault(s => s.Name == step) : null;
        var fields = found is null ? new Dictionary<string, string>(StringComparer.Ordinal) : FieldsOf(found, form);
        var outcome = await ActOnConversation.DoAsync(id, step, fields, reading.Ledger, conversations, reading.Caller, cancellationToken);
        if (outcome.Row is not null)
        {
            return Results.LocalRedirect($"~/desk/conversations/{Uri.EscapeDataString(id)}?done={Uri.EscapeDataString(step)}");
        }

        context.Response.StatusCode = StatusOf(outcome);
        return await ShowAsync(id, context, reading, "", new RefusedConversationStep(step, fields, outcome), cancellationToken);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, Reading reading, string done, RefusedConversationStep? refused, CancellationToken cancellationToken)
    {
        if (await ReadConversations.FindAsync(id, reading.Database, reading.Keys, reading.Ledger, reading.Caller, cancellationToken) is not { } view || FlowTable.Find(view.Conversation.Flow) is not { } flow)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<ConversationPage>(context, null);
        }

        return Pages.Show<ConversationPage>(context, new ConversationShown(view, flow, reading.Colleagues.NamesOf(view.Steps.Select(s => s.Actor)), flow.Steps.Any(s => s.Name == done) ? done : "", refused));
    }

    private static AskingShown Asking(Database database, string flow, string partner)
    {
        using var connection = database.Open();
        var partners = PartnerRow.All(connection).Where(p => p.Flows).Select(p => (p.Code, p.Read().Name)).ToList();
        return new(OpenConversation.ByHand.FirstOrDefault(f => f.Name == flow) ?? FlowTable.Request, partners, partner, new Dictionary<string, string>(StringComparer.Ordinal), null);
    }

    /// <summary>What was typed into the fields of a step; what was left empty is not there.</summary>
    private static Dictionary<string, string> FieldsOf(FlowStep step, IFormCollection form) =>
        step.Fields.Select(f => (f.Name, Value: form[f.Name].ToString().ReplaceLineEndings("\n").Trim())).Where(f => f.Value.Length > 0).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

    private static int StatusOf(ConversationOutcome outcome) => outcome.Refused switch
    {
        ConversationRefusal.Fields => StatusCodes.Status422UnprocessableEntity,
        ConversationRefusal.Unknown => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>With what a conversation is read.</summary>
    internal sealed record Reading(Caller Caller, Database Database, KeyStore Keys, LedgerWriter Ledger, Colleagues Colleagues);

    /// <summary>What the list shows.</summary>
    internal sealed record Listed(IReadOnlyList<ConversationRow> Rows, bool Over, string Partner, int Page, bool HasMore);
}

/// <summary>What the form shows by which a partner is asked.</summary>
/// <param name="Flow">What is asked.</param>
/// <param name="Partners">Partners that can be asked, by code.</param>
/// <param name="Partner">Code of the partner that was chosen; empty for none.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="Refused">Why it was not sent; null where it was not tried.</param>
internal sealed record AskingShown(Flow Flow, IReadOnlyList<(string Code, string Name)> Partners, string Partner, IReadOnlyDictionary<string, string> Typed, ConversationOutcome? Refused);

/// <summary>A step that was refused.</summary>
/// <param name="Step">Which.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="Outcome">Why.</param>
internal sealed record RefusedConversationStep(string Step, IReadOnlyDictionary<string, string> Typed, ConversationOutcome Outcome);

/// <summary>What the page of a conversation shows.</summary>
/// <param name="View">The conversation.</param>
/// <param name="Flow">Its flow.</param>
/// <param name="Names">Names of colleagues by id.</param>
/// <param name="Done">The step that was just taken; empty for none.</param>
/// <param name="Refused">The step that was just refused.</param>
internal sealed record ConversationShown(ConversationView View, Flow Flow, IReadOnlyDictionary<string, string> Names, string Done, RefusedConversationStep? Refused);

/// <summary>Codes of forms in the language of whoever reads them.</summary>
internal static class FormWords
{
    /// <summary>The value of a field: a code in words, anything else as it was written.</summary>
    public static string ValueOf(Words words, FormField? field, string value) =>
        field?.Kind == FieldKind.Code ? words[field.Name == "asks" ? $"asks.{value}" : $"flow.code.{field.Name}.{value}"] : value;

    /// <summary>Why a step was refused, with the fields at fault.</summary>
    public static string RefusalOf(Words words, ConversationOutcome outcome) =>
        words[$"conversation.refused.{Codes.Of(outcome.Refused ?? ConversationRefusal.Unknown)}"]
        + (outcome.Faults.Count > 0 ? $" {string.Join(" · ", outcome.Faults.Select(f => words.Or($"flow.field.{f}", "")).Where(f => f.Length > 0))}" : "");
}
