using System.Buffers;
using Entente.Cli.Screen;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Outputs;

/// <summary>Hits as CSV (UTF-8, comma, LF): one row for each listing, best first; the columns are fixed.</summary>
internal sealed class CsvOutput(OutputTarget target) : IHitOutput
{
    private bool _hasHeader;

    public void Format(Screened screened, ArrayBufferWriter<byte> buffer)
    {
        var hits = screened.Answer.Hits;
        for (var i = 0; i < hits.Count; i++)
        {
            PutRow(buffer, screened.Traveller.Id, i + 1, hits[i], hits[i].Listing, hits[i].ListedName.Text);
            foreach (var also in hits[i].AlsoListedAs)
            {
                PutRow(buffer, screened.Traveller.Id, i + 1, hits[i], also, also.Subject.Names[0].Text);
            }
        }
    }

    public void Append(Screened screened, ReadOnlySpan<byte> formatted)
    {
        EnsureHeader();
        target.Write(formatted);
    }

    public void End(RunFacts facts)
    {
        EnsureHeader();
        target.Complete();
    }

    public void Dispose() => target.Dispose();

    private void EnsureHeader()
    {
        if (!_hasHeader)
        {
            target.Write("traveller_id,rank,listing_id,listing_name,score,verdict,evidence\n"u8);
            _hasHeader = true;
        }
    }

    private static void PutRow(ArrayBufferWriter<byte> buffer, string travellerId, int rank, Hit hit, Listing listing, string name)
    {
        buffer.PutField(travellerId);
        buffer.Put(","u8);
        buffer.Put(rank);
        buffer.Put(","u8);
        buffer.PutField(listing.Id);
        buffer.Put(","u8);
        buffer.PutField(name);
        buffer.Put(","u8);
        buffer.PutScore(hit.Score);
        buffer.Put(","u8);
        buffer.Put(Wording.Word(hit.Verdict));
        buffer.Put(","u8);
        EvidenceText.Put(buffer, hit.Evidence);
        buffer.Put("\n"u8);
    }
}
