using Entente.Node.Exchange.Flows;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Plan;

/// <summary>Figures of operations that milestones are measured by: what the exchange counts by its own clocks, never about a person.</summary>
internal sealed class ProgrammeMeasures(Database database, TimeProvider time)
{
    // A quarter: long enough that one bad day does not decide, short enough that it is about now.
    private static readonly TimeSpan Looked = TimeSpan.FromDays(91);

    /// <summary>A figure in per cent; null where nothing has happened that could be counted, or the figure is none that is known.</summary>
    public int? Figure(string measure)
    {
        using var connection = database.Open();
        var since = time.GetUtcNow() - Looked;
        return measure switch
        {
            "hits-confirmed-in-an-hour" => ConversationFigures.ConfirmedWithin(connection, TimeSpan.FromHours(1), since),
            "questions-answered-in-time" => ConversationFigures.AnsweredInTime(connection, since),
            "recalls-accounted-for" => Exchange.Notices.RecallAccounts.AccountedFor(connection, since),
            _ => null,
        };
    }
}
