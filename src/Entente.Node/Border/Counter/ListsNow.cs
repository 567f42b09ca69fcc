using Entente.Node.Watchlist;

namespace Entente.Node.Border.Counter;

/// <summary>What the age of the lists means for an answer at a counter.</summary>
/// <param name="Expired">Whether nobody may be told to pass: a post's snapshot is past its last day.</param>
/// <param name="Warning">What the officer has to know; null for nothing.</param>
/// <param name="Age">At a post: how old the lists are.</param>
internal sealed record ListsNow(bool Expired, string? Warning, string? Age)
{
    /// <summary>As it is now.</summary>
    public static ListsNow Of(TravellerScreening screening, ListSnapshot lists) =>
        screening.Age.Expired() is { } why ? new ListsNow(true, $"Nobody is cleared by these lists: {why}. Follow the procedure for a failed system.", screening.Age.Words())
        : new ListsNow(false, screening.CanTell(lists) ? null : "The lists are older than allowed; a clear answer means less than usual.", screening.Age.Words());

    /// <summary>The advice: on the strength of expired lists nobody passes.</summary>
    public CounterAdvice.Code Heed(CounterAdvice.Code advice) => Expired && advice == CounterAdvice.Code.Pass ? CounterAdvice.Code.Wait : advice;
}
