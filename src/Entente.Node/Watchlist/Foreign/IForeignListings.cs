namespace Entente.Node.Watchlist.Foreign;

/// <summary>Whatever keeps the listings of partners: it puts them in force, and the watchlist knows nothing of how they arrive.</summary>
internal interface IForeignListings
{
    /// <summary>Puts in force what partners have shared.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
