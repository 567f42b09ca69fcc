using System.Data.Common;
using System.Globalization;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Sending;

/// <summary>The epoch in which this service sends. A node that was restored has forgotten places that its partners hold, so it begins anew in a later one.</summary>
internal static class SendingEpoch
{
    // Seconds since then make an epoch, so that two restores of one backup do not begin the same one; 2^31 of them are 68 years.
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The epoch, from 1 on.</summary>
    public static int Of(Work work) => Read(work.Value<string>("SELECT value FROM node_fact WHERE name = @name", new { name = NodeFacts.ExchangeEpoch }));

    /// <summary>Begins an epoch that is later than any in which this data, or what was done after it was copied, has sent.</summary>
    /// <param name="connection">The database that was restored.</param>
    /// <param name="now">When.</param>
    public static void BeginAnew(DbConnection connection, DateTimeOffset now)
    {
        var epoch = Math.Max(Read(NodeFacts.Find(connection, NodeFacts.ExchangeEpoch)) + 1L, (long)(now - Beginning).TotalSeconds);
        connection.Execute(
            "INSERT INTO node_fact (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { name = NodeFacts.ExchangeEpoch, value = Math.Min(epoch, int.MaxValue).ToString(CultureInfo.InvariantCulture) });
    }

    private static int Read(string? fact) => int.Parse(fact ?? "1", NumberStyles.None, CultureInfo.InvariantCulture);
}
