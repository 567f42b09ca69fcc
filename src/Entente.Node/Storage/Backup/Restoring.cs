namespace Entente.Node.Storage.Backup;

/// <summary>What a restore is about.</summary>
/// <param name="Places">Where everything goes.</param>
/// <param name="Replace">Whether what is there may be replaced.</param>
/// <param name="Output">Where it says what was done.</param>
/// <param name="Error">Where it says what is in the way.</param>
/// <param name="Time">The clock.</param>
internal sealed record Restoring(NodePlaces Places, bool Replace, TextWriter Output, TextWriter Error, TimeProvider Time)
{
    /// <summary>Takes the place of the data, so that no node starts meanwhile.</summary>
    /// <exception cref="InvalidDataException">A node runs there.</exception>
    public RestoreTarget OpenTarget() => Places.Postgres.Length > 0 ? new PostgresTarget(this) : new SqliteTarget(this);

    /// <summary>Puts the keys into their folder.</summary>
    public void PutKeys(BackupFile keys)
    {
        Directory.CreateDirectory(Places.Data.Keys);
        SqliteCopy.Delete(Places.Data.KeyStore);
        foreach (var part in keys.Manifest.Parts)
        {
            var file = Path.Combine(Places.Data.Keys, part.Name);
            keys.Extract(part, file + ".new");
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}
