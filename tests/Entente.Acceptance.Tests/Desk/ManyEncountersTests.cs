using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Entente.Acceptance.Tests.Desk;

/// <summary>Ten thousand encounters wait. How fast that is says the bench (docs/design/performance.md); here is counted what a page costs.</summary>
public sealed class ManyEncountersTests(Chromium chromium)
{
    private const int Many = 10_000, Together = 50, MostSteps = Together * 200;

    [Fact]
    public async Task A_page_of_a_long_queue_reads_and_opens_its_own_rows_alone_and_sorts_nothing()
    {
        await using var node = await FillAsync();
        foreach (var status in (string[])["waiting", "open", "decided", "all"])
        {
            var (rows, sorted, scanned, steps) = Cost(node, new ReadEncounters.Wanted(status, "", Together, 0));
            rows.ShouldBe(status == "decided" ? 0 : Together, status);
            sorted.ShouldBeLessThanOrEqualTo(1, $"{status}: the {Together} rows of the page may be put in order, not all.");
            scanned.ShouldBeLessThan(Together * 2, status);
            if (status != "decided")
            {
                steps.ShouldBeLessThan(MostSteps, status);
            }
        }

        using var officer = await TestAccounts.SignInAsync(node, "amina", Role.Officer);
        var before = TestAccounts.Value<long>(node, "SELECT count(*) FROM ledger_entry");
        (await officer.GetStringAsync("/desk/queue")).Split("<tr data-row>").Length.ShouldBe(Together + 1);
        TestAccounts.Value<long>(node, "SELECT count(*) FROM ledger_entry").ShouldBe(before + 1);
        (await officer.GetStringAsync($"/desk/queue?page={(Many / Together) - 1}")).Split("<tr data-row>").Length.ShouldBe(Together + 1);
    }

    [Fact]
    public async Task A_long_queue_says_how_many_wait_and_is_as_light_as_a_short_one()
    {
        await using var node = await FillAsync();
        await using var officer = await chromium.VisitAsync(node, "amina", Role.Officer);
        await officer.GoAsync("/desk/queue");
        (await officer.TextAsync(".count")).ShouldContain("10,000");
        var wire = await Wire.TapAsync(officer);
        await officer.Page.Locator("a[rel=next]").ClickAsync();
        await officer.Page.Locator("a[rel=prev]").WaitForAsync();
        await officer.ReadyAsync();
        wire.Bytes.ShouldBeInRange(1, 30_000);
    }

    /// <summary>What SQLite did for a page: rows found, sorts, steps over a whole table, and steps of its machine.</summary>
    private static (int Rows, int Sorted, int Scanned, int Steps) Cost(RunningNode node, ReadEncounters.Wanted wanted)
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "SQLite counts what it does; PostgreSQL says only what it means to do.");
        using var connection = (SqliteConnection)node.Services.GetRequiredService<Database>().Open();
        raw.sqlite3_prepare_v2(connection.Handle, ReadEncounters.PageSql(wanted), out var statement).ShouldBe(raw.SQLITE_OK);
        using (statement)
        {
            void Bind(string name, Action<int> bind)
            {
                if (raw.sqlite3_bind_parameter_index(statement, name) is > 0 and var index)
                {
                    bind(index);
                }
            }

            Bind("@Limit", i => raw.sqlite3_bind_int(statement, i, wanted.Limit));
            Bind("@Offset", i => raw.sqlite3_bind_int(statement, i, wanted.Offset));
            Bind("@Status", i => raw.sqlite3_bind_text(statement, i, wanted.Status));
            var rows = 0;
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                rows++;
            }

            int Of(int what) => raw.sqlite3_stmt_status(statement, what, 0);
            return (rows, Of(raw.SQLITE_STMTSTATUS_SORT), Of(raw.SQLITE_STMTSTATUS_FULLSCAN_STEP), Of(raw.SQLITE_STMTSTATUS_VM_STEP));
        }
    }

    /// <summary>One encounter as the node made it, and the same ten thousand times under its own ids and keys.</summary>
    private static async Task<RunningNode> FillAsync()
    {
        var node = await BorderCalls.StartAsync("L1,Nadia Choukri,primary,1991-03-06,MAR,F,");
        await BorderCalls.SendAsync(node, Flight.Message());
        var keys = node.Services.GetRequiredService<KeyStore>();
        using var connection = node.Services.GetRequiredService<Database>().Open();
        var row = connection.QuerySingle<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter");
        var who = SubjectJson.Write(row.Open(keys) ?? throw new InvalidOperationException("The encounter has just been made."));
        var made = keys.Make(Many - 1).Select(key => (Key: key, Id: Guid.NewGuid().ToString("N"))).ToList();
        await node.Services.GetRequiredService<LedgerWriter>().WriteAsync(
            work =>
            {
                foreach (var (key, id) in made)
                {
                    work.Execute(
                        """
                        INSERT INTO encounter (id, crossing_id, traveller_id, post, status, asks, rank, opened, due, state, data_key, who, purpose, legal_basis, marking, keep_until)
                        SELECT @id, crossing_id, traveller_id, post, status, asks, rank, opened, due, state, @key, @sealed, purpose, legal_basis, marking, keep_until FROM encounter WHERE id = @from
                        """,
                        new { id, key, from = row.Id, @sealed = keys.Seal(key, EncounterWho.PlaceOf(id), who) });
                }

                work.Record(Act.Of("user:test-a", ActionCode.EncounterOpened, TestAccounts.Ground, row.Id));
                return made.Count;
            },
            CancellationToken.None);
        return node;
    }
}
