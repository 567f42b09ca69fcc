using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Screening;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>
/// POST /listings/{id}/misidentified: somebody who is known not to be the listed person does not alert for it until a date. DELETE takes that back.
/// </summary>
internal static class Misidentify
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/listings/{id}/misidentified", Add).Accepts<MisidentifiedRequest>("application/json").Requires(Permission.Nominate).WithName("add-misidentified");
        node.MapDelete("/listings/{id}/misidentified/{entry}", Withdraw).Requires(Permission.Nominate).WithName("withdraw-misidentified");
    }

    private static async Task<Results<Ok<MisidentifiedAnswer>, ProblemHttpResult>> Add(
        string id, StrictBody<MisidentifiedRequest> body, LedgerWriter ledger, KeyStore keys, OwnListings own, IOptions<ListingOptions> options, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var last = LastDay(options.Value, time);
        if (body.Value is not { } request || !IsRight(request, options.Value, time))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The record is not as it should be", body.Fault
                ?? $"Give name, reason, until (to {last:yyyy-MM-dd}), and a full birth date other than 1 January or a document number of at least five letters and digits: a name alone clears nobody.");
        }

        var answer = await ledger.WriteAsync(work => DoAdd(work, id, request, keys, caller), cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer;
    }

    /// <summary>Records somebody who is not the listed person.</summary>
    /// <param name="work">The work.</param>
    /// <param name="id">The listing.</param>
    /// <param name="request">Who it is, as <see cref="IsRight"/> wants it.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="caller">Who records it.</param>
    public static Results<Ok<MisidentifiedAnswer>, ProblemHttpResult> DoAdd(Work work, string id, MisidentifiedRequest request, KeyStore keys, Caller caller)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (listing.Status is not (ListingStatus.InForce or ListingStatus.Proposed) || request.Until is not { } until)
        {
            return Correct.Ended(listing);
        }

        var entry = Guid.CreateVersion7(work.Now).ToString("N");
        var person = new Misidentified(request.Name.Trim(), request.BirthDate, request.DocumentNumber, request.Reason);
        work.Execute(
            "INSERT INTO listing_misidentified (id, listing_id, content, until, added_by, added_at) VALUES (@entry, @id, @content, @until, @by, @Now)",
            new { entry, id, content = SealedListing.Seal(keys, listing.KeyId, entry, person), until, by = caller.Id, work.Now });
        work.Record(caller.Did(ActionCode.MisidentifiedAdded, id, new { Entry = entry, Until = until }));
        return TypedResults.Ok(new MisidentifiedAnswer(entry, until));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(string id, string entry, LedgerWriter ledger, OwnListings own, Caller caller, CancellationToken cancellationToken)
    {
        var answer = await ledger.WriteAsync(work => DoWithdraw(work, id, entry, caller), cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer;
    }

    /// <summary>Takes back that somebody is not the listed person.</summary>
    public static Results<NoContent, ProblemHttpResult> DoWithdraw(Work work, string id, string entry, Caller caller)
    {
        if (work.Value<long>("SELECT count(*) FROM listing_misidentified WHERE id = @entry AND listing_id = @id AND ended_at IS NULL", new { entry, id }) == 0)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown record", "The listing has no such person on record; read the listing again.");
        }

        work.Execute("UPDATE listing_misidentified SET ended_at = @Now, ended_by = @by, content = NULL WHERE id = @entry AND listing_id = @id", new { work.Now, by = caller.Id, entry, id });
        work.Record(caller.Did(ActionCode.MisidentifiedWithdrawn, id, new { Entry = entry }));
        return TypedResults.NoContent();
    }

    /// <summary>Whether a record says enough about one person, and until when.</summary>
    public static bool IsRight(MisidentifiedRequest request, ListingOptions options, TimeProvider time) =>
        request.Until >= time.Today() && request.Until <= LastDay(options, time) && IsOnePerson(request);

    /// <summary>The last day until which such a record may count.</summary>
    public static DateOnly LastDay(ListingOptions options, TimeProvider time) => time.Today().AddDays(options.ExpireWithin.Days);

    private static bool IsOnePerson(MisidentifiedRequest request) =>
        ListingRules.IsText(request.Name, 1, 200) && ListingRules.IsText(request.Reason, 1, 1000)
        && (request.BirthDate is null || BirthDateField.Read(request.BirthDate) is not null) && (request.DocumentNumber is null || ListingRules.IsText(request.DocumentNumber, 1, 40))
        && ((BirthDateField.Read(request.BirthDate) is { } birth && Clearance.IsFull(birth)) || (request.DocumentNumber is { } number && Clearance.IsOnePersons(number)));

    /// <summary>Who is not the listed person.</summary>
    internal sealed record MisidentifiedRequest
    {
        /// <summary>Name.</summary>
        public string Name { get; init; } = "";

        /// <summary>Full birth date.</summary>
        public string? BirthDate { get; init; }

        /// <summary>Document number.</summary>
        public string? DocumentNumber { get; init; }

        /// <summary>Why that is known.</summary>
        public string Reason { get; init; } = "";

        /// <summary>The last day on which it counts.</summary>
        public DateOnly? Until { get; init; }
    }

    /// <summary>The record.</summary>
    internal sealed record MisidentifiedAnswer(string Entry, DateOnly Until);
}
