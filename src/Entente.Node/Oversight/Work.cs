using System.Data.Common;
using Dapper;
using Entente.Ledger.Entries;
using System.Security.Cryptography;

namespace Entente.Node.Oversight;

/// <summary>
/// What one use case changes, in the one writer's transaction: it sees the state that is in force, decides, changes rows and records the acts that
/// the change stands for. No other work runs meanwhile, so what it has checked still holds when it commits.
/// </summary>
internal sealed class Work(DbConnection connection, DbTransaction transaction, DateTimeOffset now, long firstSequence)
{
    private bool _changed;

    /// <summary>The moment of the work, in whole milliseconds.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Codes of the acts that it has recorded.</summary>
    public HashSet<string> Actions { get; } = new(StringComparer.Ordinal);

    /// <summary>How many acts it has recorded.</summary>
    public int Acts { get; private set; }

    /// <summary>Changes rows and gives how many.</summary>
    public int Execute(string sql, object? parameters = null)
    {
        _changed = true;
        return connection.Execute(sql, parameters, transaction);
    }

    /// <summary>Reads rows as they stand within the transaction.</summary>
    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null) => connection.Query<T>(sql, parameters, transaction).AsList();

    /// <summary>Reads one row; null where there is none.</summary>
    public T? Find<T>(string sql, object? parameters = null)
        where T : class => connection.QueryFirstOrDefault<T>(sql, parameters, transaction);

    /// <summary>Reads one value.</summary>
    public T? Value<T>(string sql, object? parameters = null) => connection.ExecuteScalar<T>(sql, parameters, transaction);

    /// <summary>Records an act.</summary>
    public void Record(Act act)
    {
        var entry = new LedgerEntry(firstSequence + Acts, now, act.Actor, act.Action, act.Ground.LegalBasis, act.Subject, act.Details);
        var bytes = LedgerEntryFormat.Encode(entry);
        var nonce = RandomNumberGenerator.GetBytes(EntryCommitment.NonceLength);
        connection.Execute(
            "INSERT INTO ledger_entry (sequence, entry, nonce, commitment) VALUES (@Sequence, @bytes, @nonce, @commitment)",
            new { entry.Sequence, bytes, nonce, commitment = EntryCommitment.Of(nonce, bytes).Bytes.ToArray() },
            transaction);
        Actions.Add(act.Action);
        Acts++;
    }

    /// <summary>Nothing is changed in silence.</summary>
    /// <exception cref="InvalidOperationException">Rows were changed and no act was recorded.</exception>
    public void ThrowIfSilent()
    {
        if (_changed && Acts == 0)
        {
            throw new InvalidOperationException("A use case changed rows and recorded no act; record what the change stands for in the same work.");
        }
    }
}
