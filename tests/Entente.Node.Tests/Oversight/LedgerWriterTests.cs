using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Entente.Node.Tests.Oversight;

/// <summary>One writer for all: what breaks its transaction under one work must neither end it nor let another work be acknowledged that was undone.</summary>
public sealed class LedgerWriterTests
{
    private static readonly Act Done = Act.Of("system:test", "test.done", new Ground("border-control", "test-act-1"), null);

    [Fact]
    public async Task A_connection_that_breaks_under_a_work_fails_those_beside_it_and_no_later_ones()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var ledger = node.Services.GetRequiredService<LedgerWriter>();

        // What a full disk does to a transaction of SQLite, and a dying server to one of PostgreSQL.
        var breaking = TestDatabase.IsPostgres ? "SELECT pg_terminate_backend(pg_backend_pid())" : "ROLLBACK";
        var works = Enumerable.Range(0, 40).Select(i => ledger.WriteAsync(
            work =>
            {
                work.Record(Done);
                return i == 20 ? work.Execute(breaking) : 0;
            },
            CancellationToken.None)).ToList();
        var acknowledged = 0;
        foreach (var work in works)
        {
            try
            {
                await work;
                acknowledged++;
            }
            catch (DbException)
            {
                // It is not durable, and was told so.
            }
        }

        acknowledged.ShouldBeLessThan(works.Count);
        await ledger.RecordAsync(Done, CancellationToken.None);
        using var connection = TestDatabase.Open(node.Folder);
        connection.ExecuteScalar<int>("SELECT count(*) FROM ledger_entry").ShouldBe(RunningNode.EntriesOfAStart + acknowledged + 1);
        connection.ExecuteScalar<int>("SELECT max(sequence) + 1 - count(*) FROM ledger_entry").ShouldBe(0);
    }

    [Fact]
    public async Task A_work_that_throws_is_undone_alone()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        var ledger = node.Services.GetRequiredService<LedgerWriter>();
        var works = Enumerable.Range(0, 40).Select(i => ledger.WriteAsync(
            work =>
            {
                work.Record(Done);
                return i % 2 == 0 ? i : throw new ArgumentException("It is odd.", nameof(i));
            },
            CancellationToken.None)).ToList();
        foreach (var (i, work) in works.Index())
        {
            if (i % 2 == 0)
            {
                (await work).ShouldBe(i);
            }
            else
            {
                await Should.ThrowAsync<ArgumentException>(work);
            }
        }

        using var connection = TestDatabase.Open(node.Folder);
        connection.ExecuteScalar<int>("SELECT count(*) FROM ledger_entry").ShouldBe(RunningNode.EntriesOfAStart + (works.Count / 2));
    }
}
