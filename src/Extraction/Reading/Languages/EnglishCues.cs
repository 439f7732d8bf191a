namespace PromoEngine.Extraction.Reading;

internal static partial class English
{
    /// <summary>Turns of phrase, without apostrophes, parted by bars.</summary>
    public static readonly IReadOnlyList<(Cue Cue, string Phrases)> Cues =
    [
        (Cue.Request, """
            need | needs | needing | want | wants | wanna | would like | id like | wed like | id love | wed love | order | get | grab | gimme | give me | give us | send | can i have | can we have
            could i have | could we have | may i have | may we have | ill have | well have | ill get | well get | lets get | let me get | let us get | put me down | put us down | put in | add | please | pls | plz
            looking for | looking to | look for | interested in | reserve | book | purchase | buy | require | requires | sign me up | throw in | include | bring | hook me up | include
            deliver | ship | lets have | could use | can use | in need of | make me | fix me | i take | will take | shall have | require | request | requesting | on the market for | in the market for
            """),
        (Cue.Firm, """
            place an order | place order | place a new order | ill take | well take | we will take | i will take | lets do | lets go with | go with | going with | go ahead with | like to order | want to order | need to order | please order
            order for | put in an order | new order | ready to order | go ahead and | can i order | can we order | could i order | could we order | sign us up
            """),
        (Cue.Quote, """
            quote | quotes | quotation | price | prices | pricing | priced | how much | cost | costs | estimate | what would | rates | ballpark | whats your best | price list | going rate
            """),
        (Cue.Ask, """
            do you carry | do you have | do you sell | do you stock | do you offer | do you do | do you make | do u have | do u carry | do u sell | have you got | you got any | got any | can you do | could you do | are there any | is there any
            in stock | available | carry any | have any | any chance you | can you make | could you make | can you print | are you able to | is it possible | would it be possible | you guys have | you guys carry | you guys sell
            you have any | you carry | you sell | do yall have | do you guys | have you any | availability | stock any | what if | what about | how about
            """),
        (Cue.Status, """
            where is | wheres | where are | where r | status | tracking | track | eta | any update | any updates | update on | any news | has it shipped | has my order | has our order | have they shipped | when will my | when will our | when will the
            when will it | when will they | still waiting | hasnt arrived | havent arrived | has not arrived | havent received | have not received | havent gotten | not arrived | did you ship | did my | did our | shipped yet | arrive yet | arrived yet
            is my order | is our order | are my | are our | on its way | supposed to | following up on | checking on | check on | checking in on | ready for pickup | your invoice | the invoice | our invoice | my invoice | invoice for | the quote said | how is my | hows my | when can i pick | is the order
            """),
        (Cue.Complaint, """
            broke | broken | damaged | wrong | missing | defective | refund | never arrived | never came | never received | never got | disappointed | disappointing | unhappy | terrible | awful | unacceptable | cracked | smudged | misprinted | misprint | faded
            peeling | peeled | scratched | short by | came out | complaint | complain | not happy | ruined | messed up | crooked | chipped | upset | leaking | leaks | leaked | fell off | fell apart | ripped | torn | stained | poor quality
            not what we | not what i | didnt work | doesnt work | dont work | doesnt fit | dont fit | too small for | ridiculous | worst | overcharged | charged twice | wont work | stopped working | was charged | were charged | got charged | a mistake | an error | return the | returning
            """),
        (Cue.Past, """
            asked for | ordered | bought | purchased | received | last year | last month | last week | last order | last batch | last time | previous order | previously | weve had | we had | i had | arrived | used to | picked up | loved | turned out
            came in | got the | got our | got my | got your | we got | i got | thanks for the | thank you for the | love the | love our | love my | love these | love those | are great | look great | looks great | look amazing | looked great
            are perfect | look fantastic | saw the | saw your | ago | we gave | i gave | already have | we already | yesterday | looks like you sent | you sent | you shipped | we have received | were great | was great | was delicious | were delicious | was amazing
            """),
        (Cue.Cancel, """
            cancel | cancelling | canceling | cancelled | canceled | cancellation | call off | called off | forget it | never mind | nevermind | no longer need | no longer needed | dont need anymore | scrap the order | scrap my order | stop the order
            dont want it anymore | dont need it anymore | not going ahead | wont be needing | void the order
            """),
        (Cue.Remove, "remove | drop | take off | take out | leave off | leave out | skip | scratch the | forget the | forget about | lose the | hold off on | not doing | dont need | dont want | delete | minus the | no need for | without the | nix"),
        (Cue.Change, """
            make that | make the | make it | make them | make those | actually | scratch that | i mean | i meant | no wait | wait no | wait | instead | rather | cut to | cut it | cut that
            correction | should be | should have been | oops | my mistake | typo | strike that | raise it | lower it | oh wait | hang on | sorry i meant
            """),
        (Cue.Amend, "change | switch | swap | bump | increase | decrease | reduce | update | replace | modify | amend | adjust | changing | switching | updating | to our order | to my order | to the order | to that order | to our existing order | to my existing order"),
        (Cue.Same, "same in | same but in | same thing in | same but | the same in | likewise in | also in | as well in"),
        (Cue.Reorder, """
            same as last time | same as before | same as last | the usual | my usual | our usual | reorder | re order | reordering | repeat order | repeat our | repeat my | repeat the | repeat of | same order | order again | same again | as last time | like last time
            another round | same thing as | same as always | as usual | same as usual | same as our | same as my | restock | as before
            """),
        (Cue.Artwork, "artwork | vector | proof | proofs | art file | design file | logo file | mockup | mock up | attached logo | attached our logo | new logo | eps | ai file | high res | print file | art department | virtual"),
        (Cue.Confirm, """
            yes | yep | yeah | yup | ya | confirmed | confirm | approved | approve | looks good | sounds good | go ahead | perfect | correct | thats right | thats correct | deal | works for me | ok | okay | great | all good | good to go | lgtm | absolutely | sure
            thats fine | yes please | exactly | agreed
            """),
        (Cue.Spam, """
            seo | guest post | backlinks | rank your | increase your traffic | crypto | bitcoin | loan approved | business loan | youve won | you have won | click here | click the link | limited time offer | verify your account | web design services | lead generation
            grow your business | work from home | wire transfer | gift card codes | inheritance | google ranking | first page of google | social media followers | dear business owner
            """),
        (Cue.NotDenial, """
            no problem | no rush | no worries | nothing else | dont forget | do not forget | why not | not sure | no later than | not later than | no more than | not more than | no less than | not before | no idea | no thanks | no hurry | no biggie | not only | no longer than
            if not | or not | no pressure | not a problem | no issue | no doubt | not bad | not urgent | dont worry | not exceed | cant go over | can not go | cannot go | dont want to spend | not yet | whether or not | no matter | no big deal | no need to
            cant wait | didnt know | dont know | do not know | not really | not just | dont miss | no question
            """),
        (Cue.More, "more | another | additional"),
        (Cue.Vague, "some | a few | few | several | a bunch | a bunch of | bunch of | a lot of | lots of | a ton of | tons of | loads of | many | plenty of | a handful of | various | a number of | dozens of | hundreds of | thousands of | any"),
        (Cue.SameQuantity, "same qty | same quantity | same amount | same number | same count"),
    ];
}
