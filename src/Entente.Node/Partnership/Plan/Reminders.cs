using System.Data.Common;
using System.Globalization;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Partnership.Plan;

/// <summary>Tells programme officers at their desk that something becomes due within seven days, or has become late: once for each thing, and with one notice for all that is new at a look.</summary>
internal sealed partial class Reminders(Database database, KeyStore keys, LedgerWriter ledger, ProgrammeRecords records, ClockWatch clock, TimeProvider time, ILogger<Reminders> logger) : BackgroundService
{
    private const int DaysSoon = 7, MostTogether = 5_000;
    private const string Soon = "soon", Late = "late";

    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // By a clock that has jumped, everything could be late.
                await (clock.IsTrusted ? TickAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                // The database is away; the next hour tries again.
                NotDone(exception.Message);
            }
        }
    }

    /// <summary>Tells what is new.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var today = time.Today();
        var due = DueItem.OpenOf(records.Read(), today.AddDays(DaysSoon)).Where(i => i.IsTask || i.When.Last >= today).Select(i => (Item: MarkOf(i), Stage: i.IsLate(today) ? Late : Soon)).ToHashSet();
        HashSet<(string Item, string Stage)> seen;
        using (var connection = database.Open())
        {
            seen = connection.Query<(string, string)>("SELECT item, stage FROM programme_reminder").ToHashSet();
        }

        var fresh = due.Where(d => !seen.Contains(d)).Take(MostTogether).ToList();
        var over = seen.Where(t => !due.Contains(t)).ToList();
        if (fresh.Count == 0 && over.Count == 0)
        {
            return;
        }

        await ledger.WriteAsync(
            work =>
            {
                foreach (var (item, stage) in over.Take(MostTogether))
                {
                    work.Execute("DELETE FROM programme_reminder WHERE item = @item AND stage = @stage", new { item, stage });
                }

                var officers = work.Query<string>("SELECT DISTINCT r.account_id FROM account_role r JOIN account a ON a.id = r.account_id WHERE r.role = @Programme AND r.ended IS NULL AND a.locked IS NULL", new { Role.Programme });
                foreach (var (item, stage) in officers.Count == 0 ? [] : fresh)
                {
                    work.Execute("INSERT INTO programme_reminder (item, stage, told_at) VALUES (@item, @stage, @Now) ON CONFLICT (item, stage) DO NOTHING", new { item, stage, work.Now });
                }

                foreach (var stage in fresh.Select(f => f.Stage).Distinct(StringComparer.Ordinal))
                {
                    foreach (var officer in officers)
                    {
                        work.Tell(officer, stage == Late ? NoticeCode.ProgrammeLate : NoticeCode.ProgrammeSoon, "node");
                    }
                }

                work.Record(Act.Of("node", ActionCode.ProgrammeReminded, Ground.OfTheNode, null, new { Officers = officers.Count, Soon = fresh.Count(f => f.Stage == Soon), Late = fresh.Count(f => f.Stage == Late) }));
                return true;
            },
            cancellationToken);
    }

    // What is due by its words and date, so that a row that moves is not told anew, and a date that moves is.
    private string MarkOf(DueItem item) => keys.MarkOf("programme.due", string.Join('\n', item.Record.Id, item.Field.Name, item.What, item.When.First.ToString("O", CultureInfo.InvariantCulture), item.When.Last.ToString("O", CultureInfo.InvariantCulture)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was reminded of what is due: {Why}. The next hour tries again.")]
    private partial void NotDone(string why);
}
