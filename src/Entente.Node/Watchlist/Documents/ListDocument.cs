using System.Text.Json.Serialization;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Documents;

/// <summary>POST /documents: lists a lost, stolen or revoked document, at once. GET /documents shows them; POST /documents/{id}/remove takes one off, with a reason.</summary>
internal static class ListDocument
{
    private const int MostLimit = 500;

    public static void Map(WebApplication node)
    {
        node.MapPost("/documents", Add).Accepts<DocumentContent>("application/json").Requires(Permission.Nominate).WithName("list-document");
        node.MapGet("/documents", Read).Requires(Permission.ReadListings).WithName("documents");
        node.MapPost("/documents/{id}/remove", Remove).Accepts<RemoveDocumentRequest>("application/json").Requires(Permission.Nominate).WithName("remove-document");
    }

    private static async Task<Results<Ok<DocumentAnswer>, ProblemHttpResult>> Add(
        StrictBody<DocumentContent> body, LedgerWriter ledger, KeyStore keys, DocumentBook book, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        if ((body.Fault ?? (body.Value ?? new DocumentContent()).Fault(time.Today())) is { } fault || body.Value is not { } content)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The document is not as it should be", body.Fault ?? body.Value?.Fault(time.Today()) ?? "Send one JSON object.");
        }

        return TypedResults.Ok(new DocumentAnswer(await AddAsync(content, ledger, keys, book, time, caller, cancellationToken), "listed"));
    }

    /// <summary>Lists a document without faults, at once; the id of its record.</summary>
    public static async Task<string> AddAsync(DocumentContent content, LedgerWriter ledger, KeyStore keys, DocumentBook book, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var id = $"document-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var key = keys.Make();
        var @sealed = DocumentRow.Seal(keys, key, id, content);
        await ledger.WriteAsync(work =>
        {
            work.Execute(
                "INSERT INTO lost_document (id, key_id, content, purpose, legal_basis, marking, status, added_by, added_at) VALUES (@id, @key, @sealed, @Purpose, @LegalBasis, @marking, 'listed', @by, @Now)",
                new { id, key, @sealed, caller.Ground.Purpose, caller.Ground.LegalBasis, marking = Marking.OwnService.ToText(), by = caller.Id, work.Now });
            work.Record(caller.Did(ActionCode.DocumentListed, id, new { content.Kind, content.Loss }));
            return true;
        }, cancellationToken);
        await book.RefreshAsync(cancellationToken);
        return id;
    }

    private static async Task<Results<Ok<DocumentsAnswer>, ProblemHttpResult>> Read(
        Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, int limit = 100, int offset = 0)
    {
        if (limit is < 1 or > MostLimit || offset < 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", $"Give a limit of 1 to {MostLimit} and an offset of 0 or more.");
        }

        return TypedResults.Ok(new DocumentsAnswer(await FindAsync("ORDER BY id DESC LIMIT @limit OFFSET @offset", new { limit, offset }, database, keys, ledger, caller, cancellationToken), limit, offset));
    }

    /// <summary>Records of documents; which, a clause of SQL says. That they were read is recorded.</summary>
    public static async Task<IReadOnlyList<DocumentLine>> FindAsync(string which, object parameters, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<DocumentRow>($"SELECT * FROM lost_document {which}", parameters);
        var shown = rows.Select(row => new DocumentLine(row.Id, row.Status, row.AddedBy, row.AddedAt, row.EndedWhy, row.Open(keys))).ToList();
        await ledger.RecordAsync(caller.Did(ActionCode.DocumentsRead, null, new { Documents = shown.Select(d => d.Id) }), cancellationToken);
        return shown;
    }

    private static async Task<Results<Ok<DocumentAnswer>, ProblemHttpResult>> Remove(
        string id, StrictBody<RemoveDocumentRequest> body, LedgerWriter ledger, DocumentBook book, Catalogue catalogue, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Value is not { Reason: { } reason })
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The removal is not as it should be", body.Fault ?? $"Give the reason; allowed are {Codes.All<DocumentRemoval>()}.");
        }

        return await RemoveAsync(id, reason, ledger, book, catalogue, caller, cancellationToken)
            ? TypedResults.Ok(new DocumentAnswer(id, "removed"))
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown document", "No document of that id is listed; GET /documents has them.");
    }

    /// <summary>Takes a document off the list; false where none of that id is on it.</summary>
    public static async Task<bool> RemoveAsync(string id, DocumentRemoval reason, LedgerWriter ledger, DocumentBook book, Catalogue catalogue, Caller caller, CancellationToken cancellationToken)
    {
        var removed = await ledger.WriteAsync(work =>
        {
            if (work.Find<DocumentRow>("SELECT * FROM lost_document WHERE id = @id AND status = 'listed'", new { id }) is not { } row)
            {
                return false;
            }

            work.Execute("UPDATE lost_document SET status = 'removed', ended_at = @Now, ended_why = @why, delete_after = @after WHERE id = @id",
                new { id, work.Now, why = Codes.Of(reason), after = catalogue.After(work.Now, row.Ground) });
            work.Record(caller.Did(ActionCode.DocumentRemoved, id, new { Reason = reason }));
            return true;
        }, cancellationToken);
        await book.RefreshAsync(cancellationToken);
        return removed;
    }

    /// <summary>The record.</summary>
    internal sealed record DocumentAnswer(string Id, string Status);

    /// <summary>A record in a line; the document is null once deleted.</summary>
    internal sealed record DocumentLine(string Id, string Status, string AddedBy, DateTimeOffset AddedAt, string? EndedWhy, DocumentContent? Document);

    /// <summary>Documents.</summary>
    internal sealed record DocumentsAnswer(IReadOnlyList<DocumentLine> Documents, int Limit, int Offset);

    /// <summary>Why.</summary>
    internal sealed record RemoveDocumentRequest
    {
        /// <summary>The reason.</summary>
        public DocumentRemoval? Reason { get; init; }
    }

    /// <summary>Why a document is taken off the list.</summary>
    [JsonConverter(typeof(CodeConverter<DocumentRemoval>))]
    internal enum DocumentRemoval
    {
        /// <summary>It has been found, or came back to its issuer.</summary>
        Recovered,

        /// <summary>It should not have been listed.</summary>
        Error,

        /// <summary>It could no longer be travelled with anyhow.</summary>
        Expired,
    }
}
