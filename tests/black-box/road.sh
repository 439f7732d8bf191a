#!/usr/bin/env bash
# The road over HTTP alone: a signed text becomes a confirmed order. Nothing of the product is used but its addresses;
# signatures are made by openssl, and the provider's side is the small server below.
#   tests/black-box/road.sh                 starts the server itself (Release) on an empty data folder
#   BASE=http://… TOKEN=… tests/black-box/road.sh   uses one that runs, with Outbound:AllowHosts=127.0.0.1
set -euo pipefail
cd "$(dirname "$0")/../.."
account=AC0000000000000000000000000000beef
secret=road-auth-token-$RANDOM
shop=+15550100
customer=+1555$(printf '%07d' $((RANDOM * 32768 % 10000000 + RANDOM % 1000)))
work=$(mktemp -d)
passed=0 failed=0
started=()
finish() {
  for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; wait "$id" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
api() { curl -sS -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@"; }
# pick EXPRESSION: of the JSON document `d` on standard input; empty when it is not there
pick() { python3 -c 'import json,sys
try: v=eval(sys.argv[1],{"d":json.load(sys.stdin)}); print("" if v is None else v)
except (KeyError,IndexError,TypeError,ValueError): print("")' "$1"; }
check() { # WHAT GOT WANTED
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); echo "ok      $1"
  else failed=$((failed + 1)); echo "FAILED  $1: got \"$2\", wanted \"$3\""; fi
}
# until_is WHAT WANTED COMMAND…: asks again until the answer fits, for 60 seconds
until_is() {
  local what=$1 wanted=$2 got=""; shift 2
  for _ in $(seq 240); do
    got=$("$@") && [ "$got" = "$wanted" ] && break
    sleep 0.25
  done
  check "$what" "$got" "$wanted"
}

# --- the provider: accepts sends, keeps them, lists them -------------------------------------------------------------
cat > "$work/provider.py" <<'PY'
import base64, email.utils, http.server, json, sys, urllib.parse
sent, port, login, kept = [], int(sys.argv[1]), sys.argv[2], sys.argv[3]
class Provider(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status); self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data))); self.end_headers(); self.wfile.write(data)
    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(login.encode()).decode():
            return self.answer(401, {"code": 20003, "message": "Authenticate"})
        message = {"sid": "SM%032x" % (len(sent) + 1), "from": form.get("From"), "to": form["To"], "body": form["Body"], "status": "queued",
                   "direction": "outbound-api", "date_created": email.utils.formatdate(), "callback": form.get("StatusCallback")}
        sent.append(message)
        with open(kept, "w") as file: json.dump(sent, file)
        self.answer(201, message)
    def do_GET(self): self.answer(200, {"messages": sent[::-1], "next_page_uri": None, "sid": login.split(":")[0], "status": "active"})
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", port), Provider).serve_forever()
PY
provider_port=$(free_port)
echo '[]' > "$work/sent.json"
python3 "$work/provider.py" "$provider_port" "$account:$secret" "$work/sent.json" & started+=($!)

# --- the server -----------------------------------------------------------------------------------------------------
if [ -z "${BASE:-}" ]; then
  port=$(free_port) BASE=http://127.0.0.1 TOKEN=road-token-0123456789abcdef
  BASE=$BASE:$port
  dotnet build -c Release src/Web -v q --nologo -clp:ErrorsOnly -p:Webapp="${Webapp:-true}"
  (
    export DataFolder=$work/data Outbound__AllowHosts=127.0.0.1 Demo__Enabled=true
    export Bootstrap__AdminEmail=a@example.test Bootstrap__AdminPassword='correct horse 1' Bootstrap__ApiToken=$TOKEN
    exec dotnet run -c Release --no-build --project src/Web -- --urls "$BASE"
  ) > "$work/server.log" 2>&1 & started+=($!)
fi
for _ in $(seq 480); do curl -fs "$BASE/readyz" > /dev/null && break; sleep 0.25; done
curl -fsS "$BASE/readyz" > /dev/null || { cat "$work/server.log"; exit 1; }

# --- a channel, and how its provider calls it ------------------------------------------------------------------------
channel=$(api "$BASE/api/channels" -d "{\"kind\":\"sms\",\"provider\":\"twilio\",\"name\":\"Road\",\"address\":\"$shop\",
  \"settings\":{\"accountSid\":\"$account\",\"authToken\":\"$secret\",\"apiBaseUrl\":\"http://127.0.0.1:$provider_port\"}}" | pick 'd["id"]')
hook=$BASE/webhooks/twilio/$channel
# call SIGNING_KEY NAME=VALUE…: prints the status; Twilio signs the address and the fields in the order of their names
call() {
  local key=$1 text=$hook pair; shift
  while IFS= read -r -d '' pair; do text+=${pair/=/}; done < <(printf '%s\0' "$@" | LC_ALL=C sort -z)
  local signature arguments=()
  signature=$(printf '%s' "$text" | openssl dgst -sha1 -hmac "$key" -binary | base64)
  for pair in "$@"; do arguments+=(--data-urlencode "$pair"); done
  curl -sS -o /dev/null -w '%{http_code}' -H "X-Twilio-Signature: $signature" "${arguments[@]}" "$hook"
}
text() { call "$secret" "MessageSid=SM$1" "From=$customer" "To=$shop" "Body=$2" NumMedia=0 "AccountSid=$account"; }

conversation_is() { api "$BASE/api/conversations?q=$(python3 -c 'import sys,urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$customer")" | pick 'd["items"][0]["id"]'; }
of_conversation() { api "$BASE/api/conversations/$conversation" | pick "$1"; }
of_draft() { of_conversation "d[\"drafts\"][0]$1"; }
texts_with() { python3 -c 'import json,sys; print(sum(sys.argv[2] in m["body"] and m["to"]==sys.argv[3] for m in json.load(open(sys.argv[1]))))' "$work/sent.json" "$1" "$customer"; }
stock() { api "$BASE/api/inventory?sku=$1" | pick 'f"""{sum(l["onHand"] for l in d)} {sum(l["reserved"] for l in d)} {sum(l["available"] for l in d)}"""'; }

# --- the road ---------------------------------------------------------------------------------------------------------
words='hi! can we get 150 of the 11oz white mugs and 2 dozen navy caps by next friday? around $1,200 total'
read -r mugs_hand mugs_reserved mugs_free <<< "$(stock MUG-11-WHT)"
read -r caps_hand caps_reserved caps_free <<< "$(stock CAP-6P-NVY)"

check 'a wrong signature is refused' "$(call wrong-key MessageSid=SM0 "From=$customer" "To=$shop" Body=no)" 403
check 'the text is acknowledged' "$(text 1 "$words")" 200
check 'the same text once more is acknowledged' "$(text 1 "$words")" 200
for _ in $(seq 120); do conversation=$(conversation_is); [ -n "$conversation" ] && break; sleep 0.25; done

until_is 'two lines are drafted' 2 of_draft '["lines"].__len__()'
check 'quantities and variants' "$(of_draft '["lines"] and [(l["quantity"], l["variant"]["sku"]) for l in d["drafts"][0]["lines"]]')" "[(150, 'MUG-11-WHT'), (24, 'CAP-6P-NVY')]"
check 'the budget' "$(of_draft '["budget"]')" "{'amount': 1200, 'currency': 'USD', 'scope': 'total'}"
check 'the date is a Friday to come' "$(date -d "$(of_draft '["neededBy"]')" +%u)" 5
check 'every line shows its words' "$(of_draft '["lines"] and all({"product","quantity"} <= {e["field"] for e in l["evidence"]} for l in d["drafts"][0]["lines"])')" True
check 'the words are where they are said to be' "$(of_conversation 'all(m["text"].encode("utf-16-le")[2*e["start"]:2*e["end"]].decode("utf-16-le")==e["text"] for m in d["messages"] for e in d["drafts"][0]["evidence"]+[e for l in d["drafts"][0]["lines"] for e in l["evidence"]] if e["messageId"]==m["id"])')" True
check 'the message is there once' "$(of_conversation 'len(d["messages"])')" 1

draft=$(of_draft '["id"]')
version=$(of_draft '["version"]')
quote=$(api "$BASE/api/drafts/$draft/confirm" -d "{\"version\":$version}" | pick 'd["number"]')
check 'confirming again gives the same quote' "$(api "$BASE/api/drafts/$draft/confirm" -d "{\"version\":$version}" | pick 'd["number"]')" "$quote"
until_is "the customer reads the quote once" 1 texts_with "Reply YES $quote"
quote_sid=$(python3 -c 'import json,sys; print([m["sid"] for m in json.load(open(sys.argv[1])) if sys.argv[2] in m["body"]][0])' "$work/sent.json" "Reply YES $quote")
check 'its delivery is acknowledged' "$(call "$secret" "MessageSid=$quote_sid" MessageStatus=delivered "From=$shop" "To=$customer" "AccountSid=$account")" 200
until_is 'and shown' delivered of_conversation '[m["status"] for m in d["messages"] if "Reply YES" in m["text"]][0]'
check 'nothing is reserved yet' "$(stock MUG-11-WHT)" "$mugs_hand $mugs_reserved $mugs_free"

check 'YES is acknowledged' "$(text 2 "YES $quote")" 200
until_is 'one order' 1 of_conversation 'len(d["orders"])'
check 'another YES is acknowledged' "$(text 3 "yes $quote")" 200
order=$(of_conversation 'd["orders"][0]["id"]')
number=$(of_conversation 'd["orders"][0]["number"]')
until_is 'the customer reads the order number' 1 texts_with "$number"
check 'every piece is reserved' "$(api "$BASE/api/orders/$order" | pick '[(l["quantity"], l["reserved"], l["backordered"]) for l in d["lines"]]')" '[(150, 150, 0), (24, 24, 0)]'
check 'stock of mugs went down by exactly that' "$(stock MUG-11-WHT)" "$mugs_hand $((mugs_reserved + 150)) $((mugs_free - 150))"
check 'stock of caps went down by exactly that' "$(stock CAP-6P-NVY)" "$caps_hand $((caps_reserved + 24)) $((caps_free - 24))"
sleep 2
check 'the second YES ordered nothing' "$(of_conversation 'len(d["orders"])')" 1

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
