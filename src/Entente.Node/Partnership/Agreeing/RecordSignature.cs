using System.Data.Common;
using System.Globalization;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange;
using Entente.Node.Oversight;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// What a service signs when it agrees to a version of a record. Fields: signer, owner, record, version, digest of the content, role and opaque id of the person, made at in milliseconds since 1970.
/// </summary>
/// <param name="Signer">Code of the service that agrees, and signs.</param>
/// <param name="Owner">Code of the service that owns the record.</param>
/// <param name="Record">Id of the record.</param>
/// <param name="Version">The version.</param>
/// <param name="Digest">SHA-256 of its content, 64 hexadecimal digits.</param>
/// <param name="Role">In which role the person agreed.</param>
/// <param name="Person">Opaque id of the person.</param>
/// <param name="MadeAt">When, by the signer's clock.</param>
internal sealed record RecordSignature(string Signer, string Owner, string Record, long Version, string Digest, string Role, string Person, DateTimeOffset MadeAt)
{
    /// <summary>The kind of the statement.</summary>
    public const string Kind = "record-signature";

    private const int Count = 8, DigestLength = 64;

    /// <summary>Signs it.</summary>
    public SignedStatement Sign(MessageKey key) =>
        SignedStatement.Sign(Kind, [Signer, Owner, Record, Version.ToString(CultureInfo.InvariantCulture), Digest, Role, Person, StatedPlace.Text(MadeAt)], key);

    /// <summary>Reads one; null where the statement is none. Who signed it, <see cref="SignedStatement.Verify"/> says.</summary>
    public static RecordSignature? Read(SignedStatement statement) =>
        statement.Kind == Kind && statement.Fields is { Count: Count } f && long.TryParse(f[3], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 && f[4].Length == DigestLength && RecordJson.IsRecord(f[2])
        && StatedPlace.Instant(f[7]) is { } made
            ? new(f[0], f[1], f[2], version, f[4], f[5], f[6], made)
            : null;
}

/// <summary>A signature, as the table holds it.</summary>
internal sealed class SignatureRow
{
    public string Record { get; init; } = "";
    public long Version { get; init; }
    public string Service { get; init; } = "";
    public string Digest { get; init; } = "";
    public string Role { get; init; } = "";
    public string Person { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string Statement { get; init; } = "";

    /// <summary>The signature of a service under a version; null where there is none.</summary>
    public static SignatureRow? Find(Work work, string record, long version, string service) =>
        work.Find<SignatureRow>("SELECT * FROM record_signature WHERE record = @record AND version = @version AND service = @service", new { record, version, service });

    /// <summary>The signatures of a record, of the newest version first.</summary>
    public static IReadOnlyList<SignatureRow> Of(DbConnection connection, string record) => connection.Query<SignatureRow>("SELECT * FROM record_signature WHERE record = @record ORDER BY version DESC, at, service", new { record }).AsList();

    /// <summary>Stores one.</summary>
    public static void Insert(Work work, RecordSignature signature, string statement) => work.Execute(
        "INSERT INTO record_signature (record, version, service, digest, role, person, at, statement) VALUES (@Record, @Version, @Signer, @Digest, @Role, @Person, @MadeAt, @statement)",
        new { signature.Record, signature.Version, signature.Signer, signature.Digest, signature.Role, signature.Person, signature.MadeAt, statement });
}

/// <summary>How far two services agree about a record.</summary>
/// <param name="Version">The version that is in force.</param>
/// <param name="OwnSigned">Whether this service has signed that version.</param>
/// <param name="PartnerSigned">Whether the partner has.</param>
/// <param name="AgreedVersion">The newest version whose digest both have signed; null where there is none.</param>
internal sealed record AgreedState(long Version, bool OwnSigned, bool PartnerSigned, long? AgreedVersion)
{
    /// <summary>Whether both agree to what the record says now.</summary>
    public bool IsAgreed => AgreedVersion == Version;

    /// <summary>Whether both agreed to an earlier version.</summary>
    public bool IsChangedSince => AgreedVersion < Version;

    /// <summary>Reads it from signatures: what both have signed is the same version with the same digest.</summary>
    public static AgreedState Of(IReadOnlyList<SignatureRow> signatures, string own, string partner, long version)
    {
        var ours = signatures.Where(s => s.Service == own).ToDictionary(s => s.Version, s => s.Digest);
        var theirs = signatures.Where(s => s.Service == partner).ToList();
        return new(version, ours.ContainsKey(version), theirs.Exists(s => s.Version == version), theirs.Where(s => s.Version <= version && ours.GetValueOrDefault(s.Version) == s.Digest).Max(s => (long?)s.Version));
    }
}
