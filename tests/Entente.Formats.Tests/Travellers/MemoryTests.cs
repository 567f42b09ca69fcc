using Entente.Formats.Reading;
using Entente.Formats.Tests.Mrz;
using Entente.Formats.Travellers;

namespace Entente.Formats.Tests.Travellers;

/// <summary>Alone in the process, since the memory of all tests counts together.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const long Length = 5_000_000;

    private const string PassengerList = "UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'TDT+20+UT123+++UT'LOC+125+CMN'";

    [Theory]
    [InlineData("paxlst", PassengerList, "NAD+FL+++ERIKSSON:ANNA'DTM+329:740812'DOC+P+L898902C3'\n")]
    [InlineData("travellers-csv", "traveller_id,name,birth_date\n", "T1,\"Eriksson, Anna\",1974-08-12\n")]
    [InlineData("mrz", "", Zones.Passport + "\n")]
    public void Travellers_of_any_number_take_no_more_memory_than_a_few(string format, string head, string repeated)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var input = TravellerFiles.Open(new InputFile("x", () => Input.Endless(head, repeated, Length)), new DateOnly(2026, 3, 1));

        input.Format.ShouldBe(format);
        input.Travellers.Count().ShouldBeGreaterThan((int)(Length / repeated.Length) - 10);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(4_000_000);
    }
}
