using System.Data.Common;
using Dapper;

namespace Entente.Node.Exchange.Flows;

/// <summary>How fast partners and this service answer each other, counted over conversations of both sides. Whom they were about is in no figure.</summary>
internal static class ConversationFigures
{
    /// <summary>The share of hits that their owner answered within a time, in per cent, rounded down; null where none was asked about.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="within">The time.</param>
    /// <param name="since">From when on they were asked.</param>
    public static int? ConfirmedWithin(DbConnection connection, TimeSpan within, DateTimeOffset since) => Share(connection.QuerySingle<Counted>(
        """
        SELECT count(*) AS asked, count(CASE WHEN ended_at - opened_at <= @span AND state IN ('confirmed', 'not-this-person', 'no-longer-sought') THEN 1 END) AS met
        FROM conversation WHERE flow = @flow AND opened_at >= @since AND state <> 'withdrawn' AND (ended_at IS NOT NULL OR ran_out_at IS NOT NULL)
        """,
        new { flow = FlowTable.HitConfirmation.Name, since, span = (long)within.TotalMilliseconds }));

    /// <summary>The share of questions that were answered before their deadline, in per cent, rounded down; null where none was asked.</summary>
    public static int? AnsweredInTime(DbConnection connection, DateTimeOffset since) => Share(connection.QuerySingle<Counted>(
        """
        SELECT count(*) AS asked, count(CASE WHEN ran_out_at IS NULL THEN 1 END) AS met
        FROM conversation WHERE flow = @flow AND opened_at >= @since AND state <> 'withdrawn' AND (ended_at IS NOT NULL OR ran_out_at IS NOT NULL)
        """,
        new { flow = FlowTable.Request.Name, since }));

    private static int? Share(Counted counted) => counted.Asked == 0 ? null : (int)(counted.Met * 100 / counted.Asked);

    private sealed class Counted
    {
        public long Asked { get; init; }

        public long Met { get; init; }
    }
}
