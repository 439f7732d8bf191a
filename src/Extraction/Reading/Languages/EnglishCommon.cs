using System.Collections.Frozen;

namespace PromoEngine.Extraction.Reading;

internal static partial class English
{
    /// <summary>A word of the language, of whatever kind, also in its regular forms.</summary>
    public static bool IsKnown(string word) => IsListed(word) || Morphology.Singulars(word).Any(IsListed)
        || (word.EndsWith("ing", StringComparison.Ordinal) && (IsListed(word[..^3]) || IsListed(word[..^3] + "e")))
        || (word.EndsWith("ed", StringComparison.Ordinal) && (IsListed(word[..^2]) || IsListed(word[..^1])))
        || (word.EndsWith("er", StringComparison.Ordinal) && (IsListed(word[..^2]) || IsListed(word[..^1])))
        || (word.EndsWith("ly", StringComparison.Ordinal) && IsListed(word[..^2]));

    private static bool IsListed(string word) => Common.Contains(word) || Function.Contains(word) || Neutral.Contains(word) || Talk.Contains(word) || NotGoods.Contains(word) || Greetings.Contains(word)
        || Labels.Contains(word) || Plain.Contains(word) || Decoration.Contains(word) || FormLabels.Contains(word) || Measures.ContainsKey(word) || Packs.Contains(word) || Portions.Contains(word)
        || Pieces.Contains(word) || Counts.ContainsKey(word) || SmallNumbers.ContainsKey(word) || Scales.ContainsKey(word) || Ordinals.ContainsKey(word) || Months.ContainsKey(word) || Weekdays.ContainsKey(word);

    /// <summary>Everyday words: whoever writes one of them means it, and has not mistyped a word of the catalogue.</summary>
    public static readonly FrozenSet<string> Common = Set("""
        able about above accept across active actual address adult advance advice afford afraid after again against agent agree ahead album alike alive allow almost alone along already also although always amount angle angry animal
        ankle annual another answer anyone anything anyway apart apply april area argue arise around arrive artist aside asked asset assume attach attack attend august aunt author autumn avoid awake award aware awful baby back bacon bad
        baker balance bands bank banks bare barely barn base based basic basis bath bathe beach beads beak beam bean bear beard beast beat beds been beer before began begin begun behalf behave behind being belief bell belong below belt bench
        bend beneath best better beyond bike bill bills bind bird birth birthday bite bits black blade blame blank blast blaze bless blind block blood blow blown blue board boat body boil bold bolt bomb bond bone bones bonus book books boom
        boost boots booth border born boss both bother bottom bought bound bowl boxes brain brake branch brand brave bread break breath brick bride brief bright bring broad broken brother brought brown brush budget build built bulk bunch
        burn burst bury bush busy butter button buyer cable cake calm came camp campus cancel candle candy cane cans cant cape caps card cards care career cars cart case cases cash cast catch cause cave cease cell cent center central chain
        chair chance change charge chart chase cheap check cheer cheers cheese chef chest chief child choice choose chose church circle citizen city claim class classic clean clear clerk click client cliff climb clinic clip clips clock close
        closed cloth cloud club clubs clue coach coal coast coat coats code coffee coin coins cold college color colour come comes comfort common company contact cook cool cope copies copper copy cord core corn corner cost cotton couch could
        count country county couple courage course court cousin cover crash crazy cream create credit crew crime crisp cross crowd crown cruel crush culture cups curb cure curl curve custom dad daily damage dance danger dare dark data date
        dates dawn dead deaf deal dealer dear death debate debt decide deck deep deer degree delay deliver demand deny depend depth desert design desire desk desks detail device dial diary died diet differ digit dinner direct dirt dirty dish
        disk ditch divide dive doctor doesn dogs dollar done door doors dose double doubt down dozen draft drag drama draw drawn dream dress drew drift drill drink drive driver drop drove drug drum drunk dry duck dull dump during dust duty
        each eager early earn earth ease easier easily east easy edge edit effect effort eggs eight either elbow elder elect else email empire employ empty enable ends enemy energy engage engine enjoy enough ensure enter entire entry envelope
        equal error escape even evening event events ever every exact exam except excess excited excuse exist exit expect expert extra eyes face faces fact factor fail failed fair fairly faith fall false fame family famous fans far farm
        farmer fast fasten fate father fault favor fear feast feature feed feel feels feet fell felt fence festival fetch fever fewer field fifth fight figure file files fill film filter final finally find finds fine finger finish fire firm
        first fish fist fitness fits five fixed flag flags flame flash flat flavor flesh flew flight flip float flock flood floor flour flow flower flown fluid focus fold folk folks follow food foot force forest forget form formal former
        forth forty forward found four frame free freeze fresh friday friend friends from front frost fruit fuel full fully funds funny future gain gala game games garage garden gate gates gather gave gear general gentle gets gift gifts girl
        girls give given giving glad glass globe glory glove goal goals goat goes gold golf gone good goods grab grace grade grain grand grant grape graph grass grave gray great green greet grew grey grief grip gross ground group groups grow
        grown growth guard guess guest guests guide guilt guitar habit hair half hall hand handle hands handy hang happen happy harbor hard hardly harm harsh hasn hate hats have haven head health heap hear heard heart heat heavy heel height
        held hello help helps hence herb here hero hers hidden hide high highly hike hill hills hint hire hold holds hole holiday home honest honor hook hope hopes horn horse hospital host hosting hotel hour hours house huge human humor hung
        hunt hurry hurt husband ideal idea ideas idle image impact inch income indeed indoor inform initial inner inside insist intend into invest invite iron island issue item items itself jacket jail january jeans join joint joke judge
        juice july jump june junior jury just keen keep kept keys kick kids kill kind kinds king kiss kitchen knee knew knife knock know known knows labor lack lady laid lake lamp land lane large last late later latest laugh launch laws lawn
        lawyer layer lead leader leaf league lean learn least leave left legal lemon lend length less lesson letter letters level liar liberty life lift light like likely limb lime limit line lines link lion lips list lists listen little
        live lives living load loaf loan local lock locks lodge logic logo logos lonely long look looked looking looks loop loose lord lose loss lost lots loud love loved lovely lover lower loyal luck lucky lunch made magic mail main major
        make maker male mall manage manner many maple march mark market marry mask mass master match matter maybe mayor meal meals mean means meant measure meat media medium meet meeting mention menu merry mess message metal middle might mile
        mild milk mill mind mine minor minute mirror miss missed mistake mode model modern moment monday money month months mood moon moral more morning most mother motion mouse mouth move moved movie much mud music must myself nail nails name
        named names narrow nation native nature near nearly neat neck needs nerve nest never news next nice niece night nine nobody noise none noon normal north nose note noted notes nothing notice novel number nurse oak obey object obtain
        occur ocean october odd offer offers office often okay older once ones onion only onto open opened opening opera option oral orange order orders other others ought ounce ours outer outfit outside oven over overall owner pace pack
        packed packs page pages paid pain paint pair pale palm panel panic pans pants paper parade parent park parks part partner parts party pass passed past paste path patient pattern pause peace peak peer pens people perfect period person
        phone photo photos phrase piano pick picked picture piece pile pilot pine pink pint pipe pitch pizza place plain plan plane planet plans plant plants plate play player please plenty plot plug plus poem poet point poker pole police
        policy polite pond pool poor pops port pose post poster pot potato pound pour power praise pray prefer present press pretty price prices pride prime prince print printed prints prior prison prize problem product profit project prompt
        proof proper protect proud prove provide public pull pump pupil pure purple purse push puts quality quarter queen query quick quiet quit quite quote quoted race rack radio rail rain raise ran random range rank rapid rare rate rates
        rather reach react read reader ready real really rear reason recall receive recent record recover reduce refer refund regard region regret relax relief remain remember remind remote remove rent repair repeat reply report request
        rescue rest result retail return review reward ribs rice rich ride rides rifle right rigid ring rings rise rising risk rival river road roads roast robe rock rocks rods role roll rolls roof room rooms root rope rose rough round route
        rows royal rugs rule ruler rules rush sacred sadly safe safety said sail sake salad salary sale sales salon salt same sample sand sauce save saved saves scale scared scene scent schedule scheme school science scope score scratch scream
        screen search season seat seats second secret section secure seed seek seem seems seen select self sell seller send senior sense sent separate series serious serve served service seven several severe sewing shade shadow shake shall
        shame shape share shared sharp shed sheep sheet shelf shell shift shine ship shipped ships shirt shirts shock shoe shoes shook shoot shop shops shore short shot should shout show shower shown shows shut sick side sides sight sign
        signal signed signs silent silk silly silver similar simple since sing single sink sister sites size sizes skill skin skirt sleep slept slice slide slight slim slip slope slow small smart smell smile smoke smooth snack snap snow soap
        social socks sofa soft soil sold soldier solid solve some someone son song songs soon sore sorry sort sorts soul sound soup source south space spare speak special speech speed spell spend spent spider spin spirit split spoke spoon
        sport sports spot spots spray spread spring staff stage stain stair stake stand standard stars start started starts state states stay stays steal steam steel steep steer stem step steps stick stiff still stir stock stolen stone stood
        stop store storm story stove strange straw stream street strength stress stretch strict strike string strip stripe strong struck student studio study stuff style such sudden suffer sugar suggest suit summer super supply support
        sure surface survey swear sweat sweep sweet swept swim swing switch table tail take taken takes tale talk tall tank tape target task taste taught taxes teach teacher team teams tear tease tell temper tend tennis tense tent term terms
        test tests text than thank thanks that theft their them theme then there these they thick thief thin thing things think third thirty this those though thought thread threat three threw throat through throw thumb ticket tickets tide
        tidy tight tile till time times tiny tips tired title toast today toes together token told tomorrow tone tongue tonight tool tools tooth topic topics total totally touch tough tour toward towel tower town toys trace track trade
        traffic trail train trained training trap trash travel tray treat tree trees trend trial tribe trick tried trip trips troop trouble truck true truly trust truth tube tune turn turned turns twelve twenty twice twin twist type types
        ugly uncle under unique unit units unless until upper upset urban urge urgent used useful user uses usual usually value values various vast verb very video view views village visit visitor voice vote wage wait waiting walk walked
        walls want wants warm warn warned wash waste watch water wave waves wear weather website wedding week weekend weekly weeks weigh weight weird welcome well went were west wet what wheat wheel when where which while whip whisper white
        whole whom whose wide widely wife wild will willing wind window wine wing winner winter wipe wire wise wish with within without woke woman women wonder wood word words wore work worked worker works world worn worry worse worst worth
        would wound wrap wrapped write writes writing written wrong wrote yard yards year years yellow yesterday young your yours youth zero zone
        """);
}
