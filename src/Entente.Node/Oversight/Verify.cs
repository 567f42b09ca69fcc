using System.Data.Common;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Notes;
using Entente.Ledger.Verification;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>`entente verify`: proves a data folder, or a PostgreSQL database, against a checkpoint that somebody else kept, and names the first entry that differs.</summary>
internal static class Verify
{
    /// <summary>What the exit codes mean.</summary>
    public const int Agrees = 0, BadArguments = 1, Differs = 2;

    /// <summary>Reads the arguments, proves, and writes one sentence.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var (folder, database, file, key) = (Value(arguments, "--data"), Value(arguments, "--database"), Value(arguments, "--checkpoint"), Value(arguments, "--key"));
        if ((folder is null) == (database is null) || file is null || key is null)
        {
            error.WriteLine("entente: give --data FOLDER (or --database CONNECTION for PostgreSQL) --checkpoint FILE --key VKEY; the key is the one that the node logs at its start, as you noted it then.");
            return BadArguments;
        }

        if (!VerifierKey.TryParse(key, out var verifier, out var fault))
        {
            error.WriteLine($"entente: --key is no verifier key ({fault}); it reads NAME+EIGHT DIGITS+BASE64.");
            return BadArguments;
        }

        try
        {
            var opened = SignedCheckpoint.Open(File.ReadAllBytes(file), verifier);
            using var connection = Open(folder, database);
            return Prove(connection, opened, output, error);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            error.WriteLine($"entente: {exception.Message}");
            return BadArguments;
        }
    }

    /// <summary>Proves a database against a checkpoint and writes one sentence.</summary>
    public static int Prove(DbConnection connection, OpenedCheckpoint opened, TextWriter output, TextWriter error)
    {
        if (opened is not OpenedCheckpoint.Trusted { Checkpoint: var held })
        {
            error.WriteLine($"entente: the checkpoint proves nothing: {Words(opened)}");
            return BadArguments;
        }

        var verdict = LogVerification.Verify(LedgerTable.Leaves(connection), held);
        output.WriteLine(Words(verdict));
        return verdict is LogVerdict.Agrees or LogVerdict.AgreesAndGoesOn ? Agrees : Differs;
    }

    private static DbConnection Open(string? folder, string? database) =>
        folder is not null ? SqliteDatabase.OpenToRead(new DataFolder(Path.GetFullPath(folder), "").Database)
        : database is not null && PostgresDatabase.IsConnectionString(database) ? PostgresDatabase.OpenToRead(database)
        : throw new IOException("--database is no connection string; it reads Host=...;Database=...;Username=...");

    private static string? Value(IReadOnlyList<string> arguments, string option)
    {
        var at = arguments.ToList().IndexOf(option);
        return at >= 0 && at + 1 < arguments.Count ? arguments[at + 1] : null;
    }

    private static string Words(OpenedCheckpoint opened) => opened switch
    {
        OpenedCheckpoint.NotANote note => $"it is no signed note ({note.Fault}).",
        OpenedCheckpoint.NotSigned => "it is not signed by that key.",
        OpenedCheckpoint.FalseSignature => "its signature is false; it was changed or forged.",
        OpenedCheckpoint.OtherOrigin other => $"it is of another log, {other.Origin}.",
        _ => "what was signed is no checkpoint.",
    };

    private static string Words(LogVerdict verdict) => verdict switch
    {
        LogVerdict.Agrees agrees => $"The record agrees with the checkpoint: {agrees.Size} entries, {agrees.Erased} of them erased.",
        LogVerdict.AgreesAndGoesOn on => $"The record agrees with the checkpoint and goes on: {on.HeldSize} entries attested, {on.LogSize} recorded, {on.Erased} of them erased.",
        LogVerdict.EntryMissing missing => $"Entry {missing.Index} is missing, or another stands in its place.",
        LogVerdict.EntryDiffers differs => $"Entry {differs.Index} is not what was recorded; {differs.Count} differ in all.",
        LogVerdict.RolledBack back => $"The record was cut: the checkpoint attests {back.HeldSize} entries, {back.LogSize} are there.",
        LogVerdict.Forked => "The record has another history than the checkpoint attests: entries were replaced together with their commitments.",
        _ => throw new InvalidOperationException("There is no other verdict."),
    };
}
