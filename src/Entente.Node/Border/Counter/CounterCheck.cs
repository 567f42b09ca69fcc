using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Counter;

/// <summary>Why a check cannot be made.</summary>
internal enum CounterFault
{
    /// <summary>The post is none of this service's.</summary>
    Post,

    /// <summary>The direction is neither entry nor exit.</summary>
    Direction,

    /// <summary>Nothing was scanned or typed.</summary>
    NoPerson,

    /// <summary>No name was typed.</summary>
    NoName,

    /// <summary>The typed birth date is none.</summary>
    BirthDate,

    /// <summary>The machine-readable zone cannot be read.</summary>
    Zone,

    /// <summary>The lists are not read yet.</summary>
    NoLists,
}

/// <summary>Checks a person at a counter, for the API and for the page.</summary>
internal sealed class CounterCheck(Database database, KeyStore keys, LedgerWriter ledger, TravellerScreening screening, Catalogue catalogue, IOptions<BorderOptions> options, TimeProvider time)
{
    /// <summary>Makes the check; the answer, or why there is none.</summary>
    public async Task<(CheckAtCounter.CheckAnswer? Answer, CounterFault? Fault)> RunAsync(CheckAtCounter.CheckRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var post = options.Value.Posts.FirstOrDefault(p => p.Code == request.Post);
        var (subject, unread) = CheckAtCounter.SubjectOf(request, time.Today());
        if (post is null || subject is null || request.Direction is not ("entry" or "exit"))
        {
            return (null, post is null ? CounterFault.Post : unread ?? CounterFault.Direction);
        }

        if (screening.Lists is not { } lists)
        {
            return (null, CounterFault.NoLists);
        }

        var person = new StoredPerson { Subject = subject, Vehicle = request.Vehicle?.Trim() ?? "" };
        var hits = screening.Screen(lists, subject);
        var announced = CheckAtCounter.Announced(database, keys, person, post, time.GetUtcNow());
        var (crossingKey, spare) = (announced is null ? keys.Make() : "", new Queue<string>(keys.Make(hits.Count)));
        var answer = await ledger.WriteAsync(
            work =>
            {
                var crossing = announced is null ? null : Crossing.Find(work, announced);
                crossing ??= CheckAtCounter.Insert(work, request, post, crossingKey, catalogue, caller.Ground);
                return CheckAtCounter.Check(new CheckAtCounter.Checked(work, keys, crossing, options.Value, catalogue, caller), person, hits, spare, lists.Version, ListsNow.Of(screening, lists));
            },
            cancellationToken);
        keys.GiveBack(spare);
        return (answer, null);
    }
}
